export const docs = `
Sums up a list. \`compute\` lists the fields of the result, each with an \`operation\` and, but for
\`count\`, an \`of\` that is evaluated for each item (\`item\`, \`index\`):

\`count\` (items; with \`of\`: items where it is not null) · \`sum\` · \`average\` · \`min\` · \`max\` (numbers,
or texts by order) · \`first\` · \`last\` · \`list\` (all values) · \`distinct\` (how many different values).
Empty values (null) are left out; \`first\`, \`last\` and \`list\` keep them. Two fields cannot have one name
(\`AGGREGATE_FIELD\`).

With \`groupBy\` there is one result per different combination of its fields, in the order in which the
groups first appear.

**Output**: without \`groupBy\` one object with the computed fields; with it a list of objects, each
with the group's fields and the computed ones.

\`\`\`yaml
steps:
  perCountry:
    kind: aggregate
    with:
      items: "{{ steps.load.content }}"
      groupBy:
        country: "{{ item.country }}"
      compute:
        - { name: orders, operation: count }
        - { name: revenue, operation: sum, of: "{{ item.price * item.count }}" }
\`\`\`
`;
