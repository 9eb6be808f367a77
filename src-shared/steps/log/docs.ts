export const docs = `
Writes one line into the run's log, with a level (\`debug\`, \`info\`, \`warn\`, \`error\`) and, if you
like, a value to look at. A message that is not text is written as JSON.

**Output**: \`{ level, message, data }\`; \`data\` is null when none is given.

\`\`\`yaml
steps:
  report:
    kind: log
    with:
      level: info
      message: "{{ steps.load.rows }} rows from {{ input.file }}"
      data: "{{ steps.perCountry }}"
\`\`\`
`;
