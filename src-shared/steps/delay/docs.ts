export const docs = `
Waits, then goes on. A waiting run costs nothing. Say either \`for\` (a duration such as \`500ms\`, \`30s\`,
\`5m\`, \`2h\`, \`1d\`) or \`until\` (a date and time; one in the past does not wait).

A date is written as \`2027-01-31T09:00:00Z\`; the time may be left out. One without \`Z\` or an offset such as \`+01:00\` is
meant in \`zone\`, or in this machine's time zone. A time that clocks skip in spring is the one they show instead;
one they show twice in autumn is the first. Anything else is \`DATE_INVALID\`.

**Output**: \`{ until, waited }\`: when the wait ended (ISO date) and how many milliseconds it took.

\`\`\`yaml
steps:
  breathe:
    kind: delay
    with: { for: 2s }
  monday:
    kind: delay
    with: { until: "2027-02-01T08:00", zone: Europe/Berlin }
\`\`\`
`;
