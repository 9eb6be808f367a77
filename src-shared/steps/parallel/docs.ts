export const docs = `
Runs branches at the same time. Each \`branch\` step inside it begins one; what follows it along edges belongs to it.
How many steps really work at once is still limited by the workflow's \`settings.concurrency\`.

\`join\` says what it waits for, and what fails it with \`errors: fail-fast\` (default):

| join | it is done when | it fails when |
| --- | --- | --- |
| \`all\` (default) | every branch has completed | one branch fails |
| \`any\` | one branch has completed; others that fail do not matter | every branch has failed |
| \`count\` | \`count\` branches have completed | so many have failed that \`count\` cannot be reached |
| \`first\` | the first branch has ended | the first branch to end fails |

As soon as it is done or fails, the branches that are still at work are cancelled. \`count\` belongs to \`join: count\` and to
no other (\`PARALLEL_COUNT\`).

With \`errors: collect\` a failure never fails it: it is done as above, or when all branches have ended, and lists
the errors. With \`first\` the winner may then be a branch that failed.

A \`break\`, \`continue\` or \`return\` in a branch ends the whole parallel at once, cancels the other branches and goes on
outwards. Without branches it completes at once.

**Output**: \`{ branches, winner, completed, errors }\`.

- \`branches\`: the output of each branch by its name; null for one that failed or was cancelled.
- \`winner\`: with \`any\` and \`first\` the name of the branch that ended the wait; otherwise null.
- \`completed\`: the names of the branches that completed, in the order in which they did.
- \`errors\`: \`{ branch, error }\` for each that failed, in the order of the file.

An error that fails it is that of the branch, with \`branch\` in its \`details\`; when \`any\` or \`count\` cannot be reached
it is \`PARALLEL_FAILED\`, with all errors in its details.

\`\`\`yaml
steps:
  fastest:
    kind: parallel
    with: { join: any }
    steps:
      mirrorA: { kind: branch }
      askA:
        kind: http-request
        with: { url: "https://a.example.com/prices" }
      mirrorB: { kind: branch, with: { name: second } }
      askB:
        kind: http-request
        with: { url: "https://b.example.com/prices" }
    edges:
      - mirrorA -> askA
      - mirrorB -> askB
  prices:
    kind: transform
    with: { value: "{{ steps.fastest.branches[steps.fastest.winner].body }}" }
edges:
  - fastest -> prices
\`\`\`
`;
