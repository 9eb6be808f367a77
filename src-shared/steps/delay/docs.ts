export const docs = `
Waits, then goes on. A waiting run costs nothing. Say either \`for\` (a duration such as \`500ms\`, \`30s\`,
\`5m\`, \`2h\`, \`1d\`) or \`until\` (a date and time; one in the past does not wait).

A date without a time zone means this machine's time zone; add \`Z\` or \`+01:00\` to be exact.

**Output**: \`{ until, waited }\`: when the wait ended (ISO date) and how many milliseconds it took.

\`\`\`yaml
steps:
  breathe:
    kind: delay
    with: { for: 2s }
  monday:
    kind: delay
    with: { until: "2027-02-01T08:00:00+01:00" }
\`\`\`
`;
