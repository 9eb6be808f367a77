export const docs = `
Tries its cases in order and takes the port of the first that fits; when none fits it takes
**default**. A case fits when its \`when\` is true, or when \`value\` is the same as its \`equals\`
(compared by content, so lists and objects work too). Later cases are not even looked at. A case without
a name of its own, or with neither or both of the two, is \`SWITCH_CASE\`.

Inside \`when\` the name \`value\` stands for the value.

**Output**: \`{ case, value }\`, the name of the case that was taken and the value.

\`\`\`yaml
steps:
  byStatus:
    kind: switch
    with:
      value: "{{ input.status }}"
      cases:
        - { name: paid, equals: paid }
        - { name: open, equals: open }
        - { name: odd, when: "{{ value.startsWith('x-') }}" }
\`\`\`

\`\`\`yaml
edges:
  - byStatus.paid -> ship
  - byStatus.open -> remind
  - byStatus.default -> ask
\`\`\`
`;
