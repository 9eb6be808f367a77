export const docs = `
Gives the value you write, with its bindings resolved. A value that is exactly one binding keeps
its type; text around a binding makes it text. Data that contains braces stays data: nothing is
resolved twice.

**Output**: the value.

\`\`\`yaml
steps:
  order:
    kind: transform
    with:
      value:
        id: "{{ input.id }}"
        label: "Order {{ input.id }} of {{ input.customer.name }}"
        total: "{{ input.lines.map(line => line.price * line.count).reduce((a, b) => a + b, 0) }}"
\`\`\`
`;
