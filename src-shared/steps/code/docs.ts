export const docs = `
Runs your JavaScript or TypeScript. The code is the body of an async function: use \`await\` freely, and
\`return\` the output. It runs outside the studio, so an endless loop, a crash or too much memory ends
the step and nothing else.

**At hand**: \`input\` (the run's input), \`steps\` (outputs of finished steps), \`vars\`, inside a loop \`loop\` and
the item by its name, \`args\` (the step's arguments), \`env\`, \`run\`, \`trigger\`; \`log(message, data?)\` with
\`log.debug\`, \`log.warn\` and \`log.error\`, \`console\`; \`setVariable(name, value)\`, \`emit(topic, data)\`,
\`sleep(milliseconds)\`, \`fetch\`, and \`signal\` (aborted when the step is cancelled). What is given is a copy:
changing it changes nothing outside.

**Modules.** With \`modules: node\` the code may \`require\` and \`import\` Node.js and packages beside the
workflow. Without (the default), it behaves the same everywhere: it also runs in a workflow that is not
trusted, and a recorded run is replayed by running it again with the same time, chance and answers.

**Output**: what is returned, as JSON; null when nothing is. Functions, symbols, BigInts, Dates, Maps, Sets
and circular values are refused with the place where they stand.

**Repeating.** The studio never repeats a code step that a crash interrupted without asking, unless
\`effects\` says that it is \`pure\` (only computes) or \`idempotent\`.

**Limits**: 30 seconds (or the step's \`timeout\`), 256 MB (\`memory\`), 16 MB of output, 1 MB of log, 1 MB of source.
TypeScript types are taken away, not checked, when it runs; \`enum\`, \`namespace\` and constructor
parameter properties are not possible.

\`\`\`yaml
steps:
  total:
    kind: code
    with:
      language: typescript
      code: |
        interface Line { price: number; count: number }
        const lines: Line[] = input.lines;
        console.log(\`adding \${lines.length} lines\`);
        return { total: lines.reduce((sum, line) => sum + line.price * line.count, 0) };
\`\`\`

Errors: \`CODE_SYNTAX\`, \`CODE_TOO_LARGE\`, \`CODE_ERROR\` (with your line), \`CODE_TIMEOUT\`, \`CODE_MEMORY\`, \`CODE_CRASHED\`,
\`CODE_MODULES\`, \`CODE_LIMIT\`, \`TS_UNSUPPORTED\`, \`RESULT_NOT_JSON\`, \`RESULT_TOO_LARGE\`; of \`fetch\`
\`HTTP_…\` as in HTTP requests.
`;
