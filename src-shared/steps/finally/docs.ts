export const docs = `
Begins the part of a \`try\` that runs last: after a success, a failure, a failure that a catch handled, and after a
\`break\`, \`continue\` or \`return\`. A try has at most one.

In this part \`error\` is the error the main part failed with, or null. Steps of the main part that had finished can be
read; one that may not have run is read with \`?.\`. If this part fails, the try fails with its error.

It does not run when the run is cancelled, or when a time limit of the try itself ends it.

**Output**: null. Nothing in this part changes the output of the try.

\`\`\`yaml
steps:
  guarded:
    kind: try
    steps:
      work:
        kind: http-request
        with: { url: "https://api.example.com/report" }
      always:
        kind: finally
      note:
        kind: log
        with: { message: "Asked for the report: {{ error?.code ?? 'fine' }}" }
    edges:
      - always -> note
\`\`\`
`;
