export const docs = `
Runs another workflow inside this run and goes on with its output. Its steps appear in the same history, under this step.

- \`workflow\`: which one. A text with a slash or one that ends in \`.yaml\` is a path relative to the folder of this file;
  anything else is the name of a workflow in the library, \`name@version\` for one of its versions.
- \`input\`: its input, checked against its \`input:\` schema (\`INPUT_INVALID\`).
- \`output\`: what this step gives, with \`result\` for the output of the called workflow. Absent: that output.

The called workflow has its own \`input\`, \`vars\`, \`env\`, \`steps\` and \`run.workflow\`; it sees nothing of the caller, and the
caller sees only its output. Variables that it sets are its own. Of the secrets it gets those that it names itself; a
secret cannot be passed as input. It begins in the folder of its own file, and is never trusted more than its caller.

Its \`settings.concurrency\` limits its own steps; they also count for the concurrency of the run. A \`return\` in it ends
it, not the caller; \`break\` and \`continue\` do not leave it. If a step of it fails, this step fails with that error;
\`details\` say in which \`workflow\` and at which \`step\`. Use \`retry\`, \`onError\` or a \`try\` as with any other step.

A workflow may call itself, where something decides that it ends: at most 32 workflows call each other in a row
(\`CALL_DEPTH\`), and a circle of calls that every run makes is an error before it starts (\`INCLUDE_CYCLE\`). While a workflow
is edited, the workflows that it calls are looked up: what is missing, cannot run or gets a wrong input is a problem. Which text was called is kept
with the run: after a crash the same text goes on, even if the file has changed.

**Output**: that of the called workflow, or what \`output\` makes of it. If the called workflow
has an \`output:\` schema of its own and gives something else, the step warns in the log.

\`\`\`yaml
steps:
  eachOrder:
    kind: loop
    with: { items: "{{ input.orders }}", item: order, concurrency: 4 }
    steps:
      price:
        kind: call
        with:
          workflow: lib/price.stepwell.yaml
          input: { lines: "{{ order.lines }}", country: "{{ order.country }}" }
          output: { order: "{{ order.id }}", total: "{{ result.total }}" }
\`\`\`
`;
