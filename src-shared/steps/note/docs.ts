export const docs = `
A piece of paper on the canvas. It has no ports, takes no part in a run and is written in Markdown.

\`\`\`yaml
steps:
  why:
    kind: note
    with:
      text: |
        ## Why two requests
        The list does not contain the prices.
\`\`\`
`;
