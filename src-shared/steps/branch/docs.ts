export const docs = `
Begins one of the branches of a \`parallel\`: the steps that follow it along edges. All branches begin together. A branch
sees the steps before the parallel, not those of other branches.

- \`name\`: the key of the branch in the output of the parallel; the id of this step when absent. No two branches of a
  parallel have the same name.

A disabled branch does not run and has no key in the output.

**Output**: null. The output of the branch is that of its last step.

\`\`\`yaml
steps:
  both:
    kind: parallel
    steps:
      left: { kind: branch }
      one: { kind: transform, with: { value: 1 } }
      right: { kind: branch, with: { name: other } }
      two: { kind: transform, with: { value: 2 } }
    edges:
      - left -> one
      - right -> two
\`\`\`
`;
