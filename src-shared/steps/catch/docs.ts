export const docs = `
Begins the part of a \`try\` that handles an error: the steps that follow it run when the main part of the try
has failed. With several, the first in the file whose \`errors\` fit is run, and only that one.

- \`errors\`: the codes it is for. \`*\` stands for anything, as in \`HTTP_*\`. An empty list means every error.

In this part \`error\` is the error: \`code\`, \`kind\`, \`message\`, \`step\`, and \`hint\` and \`details\` where there are any.
Steps of the main part that had finished can be read; one that may not have run is read with \`?.\`.

**Output**: the error. The output of the try is that of the last step that follows.

\`\`\`yaml
steps:
  load:
    kind: try
    steps:
      read:
        kind: read-file
        with: { path: "{{ input.file }}", format: json }
      missing:
        kind: catch
        with: { errors: [FILE_GONE] }
      empty:
        kind: transform
        with: { value: { content: [] } }
    edges:
      - missing -> empty
\`\`\`
`;
