export const docs = `
Keeps an event under a topic and gives it to every **Wait for event** step that waits for the topic, in this
run and in any other of the same data folder, also in another process. Nobody has to be waiting; the event is
kept either way.

The event counts once: when a crash makes the studio repeat the step, it is not emitted again.

**Output**: \`{ id, topic }\`. \`data\` may be up to 60 kB of JSON; larger data goes into a file, and its path into
the event. Without \`data\` the event carries null.

\`\`\`yaml
steps:
  tell:
    kind: emit-event
    with:
      topic: order.paid
      data: { id: "{{ input.id }}", total: "{{ steps.total.sum }}" }
\`\`\`

Errors: \`TOPIC_INVALID\`, \`TOPIC_DATA_TOO_LARGE\`.
`;
