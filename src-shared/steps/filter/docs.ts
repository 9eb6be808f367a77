export const docs = `
Asks \`where\` for each item, in order, and keeps those for which it is true. \`item\` is the item,
\`index\` its place, counting from 0. \`where\` must give true or false.

**Output**: the list of kept items.

\`\`\`yaml
steps:
  expensive:
    kind: filter
    with:
      items: "{{ steps.load.content }}"
      where: "{{ item.price > 10 && item.stock > 0 }}"
\`\`\`
`;
