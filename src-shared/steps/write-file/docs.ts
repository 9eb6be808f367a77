export const docs = `
Writes a file on this machine. A relative path starts at the folder of the workflow's file.

- \`text\`: the content as it is
- \`json\`: any value, indented by two spaces
- \`jsonl\`: one line per item of a list
- \`csv\`: one row per item of a list; items are objects (or lists, without names)

\`overwrite\` writes next to the file and then puts the new one in its place, so nobody ever sees half a
file, and a failed write leaves the old one. \`append\` adds to the end (the CSV names only to a new or empty
file). \`fail-if-exists\` refuses to touch a file that is there. Rows are written as a stream.

**Output**: \`{ path, bytes, rows }\`; \`bytes\` counts what this step wrote, \`rows\` is null for text and JSON.

\`\`\`yaml
steps:
  save:
    kind: write-file
    with:
      path: out/per-country.csv
      content: "{{ steps.perCountry }}"
      columns: [country, orders, revenue]
\`\`\`

Errors: \`FILE_EXISTS\`, \`FILE_DENIED\`, \`FILE_GONE\` (a missing folder), \`FILE_NOT_REGULAR\`, \`DISK_FULL\`,
\`FILE_CONTENT\` (the content does not suit the format).
`;
