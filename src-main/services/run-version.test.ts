import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openServices } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';
import { createServices } from './create-services';
import { createStepKinds } from '../steps';

const text = (word: string) => `stepwell: 1
name: Versions
steps:
  start: { kind: manual-start }
  ask: { kind: approval, with: { title: Go on? } }
  called: { kind: call, with: { workflow: part.yaml } }
  say: { kind: transform, with: { value: "${word} {{ steps.called }}" } }
edges: [start -> ask, ask.approved -> called, called -> say]
`;
const part = (word: string) => `stepwell: 1
name: Part
steps:
  start: { kind: manual-start }
  ask: { kind: approval, with: { title: And here? } }
  give: { kind: transform, with: { value: ${word} } }
edges: [start -> ask, ask.approved -> give]
`;

/** However busy the machine is. */
const patience = { timeout: 15_000 };
const request = { input: null, secrets: {}, startedBy: 'test', restricted: false };

it('a run goes on with the text it started from, and calls what it had called, after edits and a restart', async () => {
  const folder = tempFolder();
  const file = join(folder, 'main.stepwell.yaml');
  writeFileSync(file, text('old'));
  writeFileSync(join(folder, 'part.yaml'), part('old'));
  const profile = join(folder, 'profile');
  const first = await createServices({
    profileFolder: profile,
    samplesFolder: folder,
    createKinds: (host) =>
      createStepKinds({ ...host, sandbox: {} as never, baseFolder: folder, userAgent: 'x' }),
    environment: {},
    resumeRuns: true,
  });
  await first.recover();
  const workflowId = await first.library.openPath(file);
  const runs = await Promise.all(
    Array.from({ length: 5 }, (_run, at) =>
      first.runs.start({ ...request, workflowId, text: text('old'), requestKey: `r${at}` }),
    ),
  );
  const approve = async (services: typeof first) => {
    await expect.poll(() => services.approvals.list().length, patience).toBe(5);
    for (const { runId, path, step } of services.approvals.list()) {
      await services.approvals.answer({ runId, path, step, action: 'approve' });
    }
  };
  await approve(first);
  // Inside of the called workflow by now.
  await expect
    .poll(() => first.approvals.list().every(({ path }) => path.length === 1), patience)
    .toBe(true);
  await expect.poll(() => first.approvals.list().length, patience).toBe(5);
  const pinned = runs.map((run) => first.runs.get(run).versionHash);

  await first.documents.save(workflowId, text('new'));
  writeFileSync(join(folder, 'part.yaml'), 'stepwell: 1\nname: [');
  await first.close();

  const second = await openServices(profile, { resumeRuns: true });
  await second.recover();
  await approve(second);
  for (const [at, run] of runs.entries()) {
    expect((await second.runs.outcome(run)).output).toEqual({ value: 'old old' });
    expect(second.runs.get(run).versionHash).toBe(pinned[at]);
    expect(second.runs.text(run)).toBe(text('old'));
  }
});
