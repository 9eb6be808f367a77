export const docs = `
Sorts a list by one or more keys. The first key decides, the next ones break ties, and items that
tie in all keys keep their order. Empty values (null) always come last.

\`compare\` says how two keys are compared:
- \`natural\` (default): numbers by size, texts as a person would (\`a2\` before \`a10\`, upper and
  lower case together), numbers before texts;
- \`numeric\`: both must be numbers, or texts that are numbers;
- \`text\`: letter by letter, by code.

**Output**: the sorted list; the original is not changed.

\`\`\`yaml
steps:
  ranked:
    kind: sort
    with:
      items: "{{ steps.load.content }}"
      by:
        - { key: "{{ item.price * item.count }}", direction: descending, compare: numeric }
        - { key: "{{ item.name }}" }
\`\`\`
`;
