export const docs = `
Sets a variable of the run. Every step after it, in every branch, reads it as \`{{ vars.name }}\`.
Give variables their first value under \`vars:\` at the top of the file.

Prefer a step's own output (\`{{ steps.id }}\`) where you can: a variable that parallel branches or
loop iterations write holds whatever was written last.

**Output**: the value.

\`\`\`yaml
steps:
  countUp:
    kind: set-variable
    with:
      name: counter
      value: "{{ vars.counter + 1 }}"
\`\`\`
`;
