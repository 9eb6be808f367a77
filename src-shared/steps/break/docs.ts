export const docs = `
Ends the innermost loop around it: no further iteration begins. Whatever else is under way in the same
iteration is cancelled; iterations that already run beside it finish.

- \`when\`: leaves only if this is true (default). If it is false, the step completes and its \`out\` port is taken.
- \`value\`: the result of this iteration in the loop's \`results\`; null when absent.

A break may stand inside a condition's branch, a try or a parallel in the loop: \`finally\` parts still run.
Outside of a loop it is an error (\`LEAVE_OUTSIDE\`); it never leaves a called workflow.

**Output**: \`value\`, or null.

\`\`\`yaml
steps:
  search:
    kind: loop
    with: { items: "{{ input.mirrors }}", item: mirror }
    steps:
      ask:
        kind: http-request
        with: { url: "{{ mirror }}" }
      found:
        kind: break
        with:
          when: "{{ steps.ask.status === 200 }}"
          value: "{{ mirror }}"
    edges:
      - ask -> found
\`\`\`
`;
