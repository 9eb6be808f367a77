export const docs = `
Runs your JavaScript or TypeScript. The code is the body of an async function: use \`await\` freely, and
\`return\` the output. It runs outside the studio, so an endless loop, a crash or too much memory ends
the step and nothing else.

**At hand**: \`input\` (the run's input), \`steps\` (outputs of finished steps), \`vars\`, inside a loop \`loop\` and
the item by its name, \`args\` (the step's arguments), \`log(message, data?)\` with \`log.debug\`, \`log.warn\` and
\`log.error\`, \`console\`, \`signal\` (aborted when the step is cancelled), \`fetch\`, and everything Node.js has:
\`const fs = await import('node:fs/promises')\`, or \`require('node:path')\`.

What is at hand is a copy: changing it changes nothing outside. Use a Set variable step for variables.

**Output**: what is returned, as JSON; null when nothing is. Dates become ISO texts. Functions, symbols,
BigInts, Maps, Sets and circular values are refused with the place where they stand.

**Repeating.** The studio never repeats a code step that a crash interrupted without asking, unless
\`effects\` says that it is \`pure\` (only computes) or \`idempotent\`.

**Limits**: 30 seconds (or the step's \`timeout\`), 256 MB (\`memory\`), 16 MB of output, 1 MB of log.
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

Errors: \`CODE_SYNTAX\`, \`CODE_ERROR\` (with your line), \`CODE_TIMEOUT\`, \`CODE_MEMORY\`, \`CODE_CRASHED\`,
\`TS_UNSUPPORTED\`, \`RESULT_NOT_JSON\`, \`RESULT_TOO_LARGE\`.
`;
