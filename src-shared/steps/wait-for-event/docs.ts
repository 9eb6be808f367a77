export const docs = `
Waits for an event of a topic: from an **Emit event** step of any run, from \`stepwell emit\`, or from the studio. A
waiting run costs nothing and goes on waiting after a restart; an event that comes while no Stepwell runs
(emitted from the command line) is not lost either.

\`match\` says which event is meant. \`event\` is \`{ id, topic, data, time }\`. An event for which \`match\` is not true, or
cannot be computed, is left alone, and the step goes on waiting.

Each waiting step gets an event once; several steps that wait for the same event all get it.
\`since: run-start\` also looks at events that came earlier in the run, before the step began to wait, so that nothing is
missed that may come too early. An event that ended an earlier wait of the same run is not given again.

**Output**: \`{ id, topic, data, time, timedOut }\`. With \`timeout\` and \`onTimeout: continue\`, when nothing came:
\`timedOut\` is true and \`id\`, \`data\` and \`time\` are null.

\`\`\`yaml
steps:
  paid:
    kind: wait-for-event
    with:
      topic: order.paid
      match: "{{ event.data.id == input.id }}"
      timeout: 2d
      onTimeout: continue
      since: run-start
\`\`\`

Errors: \`EVENT_TIMEOUT\`.
`;
