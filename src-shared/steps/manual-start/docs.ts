export const docs = `
Every run begins at a start step. When you press Run, the studio shows a form made from the
workflow's \`input:\` (a JSON Schema); on the command line the input comes from \`--input\`.

**Output**: the run's input, unchanged. It is also \`{{ input }}\` everywhere in the workflow.

**Settings**: none. Describe the input at the top of the file:

\`\`\`yaml
input:
  type: object
  properties:
    folder: { type: string, title: Folder, default: data }
  required: [folder]
\`\`\`

\`\`\`yaml
steps:
  start:
    kind: manual-start
\`\`\`
`;
