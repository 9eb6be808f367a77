export const docs = `
Begins the part of a \`try\` that undoes one step of its main part. When the main part fails, the parts whose step had
completed are run, one after the other: the step that completed last is undone first. A step that failed, was
skipped or never began is not undone.

- \`step\`: the id of the step it undoes, which stands directly in the main part of the try.

In this part \`error\` is the error that made it necessary, and the outputs of the main part can be read: what is to be
undone is in \`steps.<that step>\`. A compensation that fails does not stop the others; see the page of \`try\`.

**Output**: the output of the step that is undone.

\`\`\`yaml
steps:
  move:
    kind: try
    steps:
      copy:
        kind: write-file
        with: { path: new/report.txt, content: "{{ input.text }}" }
      check:
        kind: fail
        with: { message: "The new report is not complete", code: REPORT_INCOMPLETE }
      undoCopy:
        kind: compensate
        with: { step: copy }
      empty:
        kind: write-file
        with: { path: new/report.txt, content: "" }
    edges:
      - copy -> check
      - undoCopy -> empty
\`\`\`
`;
