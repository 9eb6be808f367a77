export const docs = `
Runs the steps inside it again and again. \`mode\` says how often:

| mode | the steps inside run | they see |
| --- | --- | --- |
| \`items\` (default) | once for each item of \`items\` | the item under its name, its place under the index's name, \`loop.item\`, \`loop.index\`, \`loop.count\`, \`loop.first\`, \`loop.last\` |
| \`count\` | \`times\` times | the index, \`loop.index\`, \`loop.count\`, \`loop.first\`, \`loop.last\` |
| \`while\` | as long as \`condition\` is true; it is checked before each iteration | the index, \`loop.index\`, \`loop.first\`, \`loop.previous\` |
| \`until\` | until \`condition\` is true; it is checked after each iteration | the same |

\`loop.previous\` is the result of the latest iteration, null before the first. The condition sees it too: with
\`while\` the index is that of the iteration that would begin, with \`until\` that of the one that has just ended. A
condition sees variables, but not the steps inside: use \`loop.previous\` for what they gave.

- \`maximum\` (1000): a loop with a condition that would go on after so many iterations fails with \`LOOP_COUNT\`.
- \`filter\`: an expression per item, evaluated when its turn comes. Items for which it is false are passed over;
  indexes and \`loop.count\` still count the whole list.
- \`concurrency\`: how many items may be worked on at the same time (modes \`items\` and \`count\`). Iterations begin in
  the order of the items, and results keep that order.
- \`errors\`: with \`fail-fast\` (default) no further iteration begins after the first error, those under way finish,
  and the loop fails; with \`collect\` it goes on, and the errors are listed.

A loop may have up to 100,000 iterations; a longer list fails with \`LOOP_COUNT\` before the first begins. The names of item
and index must be two, and neither \`loop\` (\`LOOP_NAME\`).

## Leaving

\`break\` ends the loop: no further iteration begins; those under way beside it finish. \`continue\` ends its
iteration. \`return\` ends the workflow at once, and with it the loop.

**Output**: \`{ results, errors, count }\`.

- \`results\` has one value for each iteration that began, in the order of the items: the output of the last step
  inside; null if it failed; the \`value\` of the \`continue\` or \`break\` that ended it (null without one). Items that the
  filter passed over, and items after a break, have none.
- \`errors\` has \`{ index, item, error }\` for each that failed (without \`item\` where there are no items).
- \`count\` is the number of iterations that began.

\`\`\`yaml
steps:
  eachOrder:
    kind: loop
    with:
      items: "{{ steps.load.content }}"
      item: order
      filter: "{{ order.count > 0 }}"
      concurrency: 4
      errors: collect
    steps:
      price:
        kind: transform
        with:
          value: "{{ order.count * order.price }}"
  allPages:
    kind: loop
    with:
      mode: while
      condition: "{{ loop.first || loop.previous.body.next !== null }}"
      maximum: 50
    steps:
      page:
        kind: http-request
        with:
          url: "{{ loop.previous?.body.next ?? 'https://api.example.com/orders' }}"
          responseType: json
\`\`\`
`;
