export const docs = `
Asks a person. The run waits, at no cost and over restarts, until somebody approves or rejects under **Approvals**
in the studio or with \`stepwell approve\` and \`stepwell reject\`. Then the port **approved** or **rejected** is taken.

\`form\` is a JSON Schema of what the person fills in; what does not fit it is not accepted as an approval. A
rejection needs no data. \`assignee\` says for whom it is; it is shown and can be changed while it waits, and nobody is kept
from answering.

With a \`deadline\` (a duration such as \`2d\`, or a date) the step does not wait for ever: after it, \`default\` counts:
\`approve\` or \`reject\` with \`defaultData\`, or \`fail\`. While it waits, the deadline can be moved.

An answer counts once. It is kept before it is acted on, also when the run's process has just ended.

**Output**: \`{ approved, data, by, comment, time, timedOut }\`. \`data\` is what was filled in, or null; \`by\` and \`comment\` may be
null; \`timedOut\` is true when the deadline decided.

\`\`\`yaml
steps:
  release:
    kind: approval
    with:
      title: "Pay {{ input.amount }} to {{ input.supplier }}?"
      message: "Invoice {{ input.number }}, due {{ input.due }}."
      assignee: accounting
      deadline: 3d
      default: reject
      form:
        type: object
        properties:
          account: { type: string, enum: [main, reserve] }
          note: { type: string }
        required: [account]
\`\`\`

Errors: \`APPROVAL_TIMEOUT\`, \`DATE_INVALID\`.
`;
