export const docs = `
Runs the steps inside it once for each item. Inside, the item is known by the name you give it, its place
by \`index\`, and \`loop\` has \`item\`, \`index\`, \`count\`, \`first\` and \`last\`.

- \`concurrency\`: how many items may be worked on at the same time. Results keep the order of the items.
- \`errors\`: with \`fail-fast\` (default) no further item is begun after the first error and the loop
  fails; with \`collect\` it goes on, and the errors are listed.

A list may have up to 100,000 items.

**Output**: \`{ results, errors, count }\`. \`results\` has one value per item, the output of the last step
inside (null for an item that failed); \`errors\` has \`{ index, item, error }\` for each that failed.

\`\`\`yaml
steps:
  eachOrder:
    kind: loop
    with:
      items: "{{ steps.load.content }}"
      item: order
      concurrency: 4
      errors: collect
    steps:
      price:
        kind: transform
        with:
          value: "{{ order.count * order.price }}"
\`\`\`
`;
