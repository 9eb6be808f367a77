import { withServices } from '../../src-main/cli/headless';

const workflow = `stepwell: 1
name: First
steps:
  start: { kind: manual-start }
  add: { kind: transform, with: { value: "{{ input.value + 1 }}" } }
edges:
  - start -> add
`;

/** Opens a fresh profile with its database and finishes one run in it; gives how to close it. */
export async function firstRun(): Promise<() => Promise<void>> {
  const finished = Promise.withResolvers<void>();
  const close = Promise.withResolvers<void>();
  const closed = withServices({ profile: null }, async ({ runs }) => {
    const run = await runs.start({
      workflowId: null,
      text: workflow,
      input: { value: 1 },
      secrets: {},
      requestKey: 'cold-start',
      startedBy: 'bench',
    });
    const { status } = await runs.outcome(run);
    if (status !== 'completed') throw new Error(`The first run ended as ${status}.`);
    finished.resolve();
    await close.promise;
  });
  closed.catch(finished.reject);
  await finished.promise;
  return () => {
    close.resolve();
    return closed;
  };
}
