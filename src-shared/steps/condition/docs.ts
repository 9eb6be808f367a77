export const docs = `
Takes the **true** port or the **false** port. The steps behind the other port are skipped.

\`when\` must be a boolean: write a comparison, or put \`!!\` before a value to ask whether it is
there. Text such as \`"false"\` is refused instead of counting as true.

**Output**: \`{ result: true | false }\`.

\`\`\`yaml
steps:
  isLarge:
    kind: condition
    with:
      when: "{{ input.total > 100 && input.country === 'DE' }}"
\`\`\`

\`\`\`yaml
edges:
  - isLarge.true -> approve
  - isLarge.false -> book
\`\`\`
`;
