export const docs = `
Ends the workflow with a value: that is its output, and \`result:\` of the file is not looked at. Whatever else
is under way is cancelled; \`finally\` parts of the containers around it still run. In a called workflow it ends
that workflow, and the one that called it goes on with the value.

- \`when\`: leaves only if this is true (default). If it is false, the step completes and its \`out\` port is taken.
- \`value\`: the output of the workflow; null when absent.

**Output**: \`value\`, or null.

\`\`\`yaml
steps:
  known:
    kind: return
    with:
      when: "{{ input.orders.length === 0 }}"
      value: { total: 0 }
  total:
    kind: aggregate
    with:
      items: "{{ input.orders }}"
      compute:
        - { name: total, operation: sum, of: "{{ item.price }}" }
edges:
  - known -> total
\`\`\`
`;
