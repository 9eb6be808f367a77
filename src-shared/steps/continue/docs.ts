export const docs = `
Ends this iteration of the innermost loop around it; the loop goes on with the next. Whatever else is under
way in the same iteration is cancelled.

- \`when\`: leaves only if this is true (default). If it is false, the step completes and its \`out\` port is taken.
- \`value\`: the result of this iteration in the loop's \`results\`; null when absent.

To leave items out before the loop begins with them, use the loop's \`filter\`: those give no result at all.
Outside of a loop a continue is an error (\`LEAVE_OUTSIDE\`); it never leaves a called workflow.

**Output**: \`value\`, or null.

\`\`\`yaml
steps:
  eachOrder:
    kind: loop
    with: { items: "{{ input.orders }}", item: order }
    steps:
      unpaid:
        kind: continue
        with: { when: "{{ !order.paid }}", value: unpaid }
      label:
        kind: transform
        with: { value: "{{ order.id }} to {{ order.city }}" }
    edges:
      - unpaid -> label
\`\`\`
`;
