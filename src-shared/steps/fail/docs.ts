export const docs = `
Fails on purpose, with your message and code. What happens then is the step's error policy: by default
the run fails; with \`onError: port\` the **error** port is taken. It is never retried.

**Output**: none.

\`\`\`yaml
steps:
  reject:
    kind: fail
    with:
      code: ORDER_EMPTY
      message: "Order {{ input.id }} has no lines"
\`\`\`
`;
