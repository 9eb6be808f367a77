export const docs = `
Reads a file from this machine. A relative path starts at the folder of the workflow's file, so a folder
with a workflow and its data can be moved anywhere.

- \`text\`: the whole text (or its first \`limit\` lines)
- \`json\`: one JSON value
- \`jsonl\`: one JSON value per line
- \`csv\`: one object per row, by the names in the first row; with \`header: false\` a list per row

CSV and JSON lines are read as a stream: with a \`limit\` reading stops there, however large the file is.
In CSV, \`types: infer\` reads \`12.5\` as a number, \`true\` and \`false\` as booleans and nothing as null;
anything a number would change, such as \`007\` or an 18-digit id, stays text. \`columns\` gives the
type of single columns; a value that does not fit is an error with its line.

**Output**: \`{ path, format, content, rows, truncated }\`. \`rows\` counts CSV rows and JSON lines (null for the
others); \`truncated\` says that \`limit\` left something out.

\`\`\`yaml
steps:
  load:
    kind: read-file
    with:
      path: data/orders.csv
      columns: { zip: text, count: integer }
      limit: 100000
\`\`\`

Errors: \`FILE_GONE\`, \`FILE_DENIED\`, \`FILE_NOT_REGULAR\`, \`FILE_LOOP\`, \`FILE_ENCODING\`, \`FILE_EMPTY\`,
\`FILE_TOO_LARGE\`, \`JSON_SYNTAX\`, \`CSV_SYNTAX\`, \`CSV_TYPE\`.
`;
