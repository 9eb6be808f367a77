import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WorkflowId } from '@shared/lib/ids';
import { FakeClock } from '../../test/helpers/fake-clock';
import { openServices, threeSteps } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';

function calling(name: string, ...references: string[]): string {
  const steps = references.map(
    (workflow, at) => `  c${at}: { kind: call, with: { workflow: ${workflow} } }\n`,
  );
  return `stepwell: 1\nname: ${name}\nsteps:\n  start: { kind: manual-start }\n${steps.join('')}edges:\n${references.map((_one, at) => `  - start -> c${at}\n`).join('')}`;
}

async function setUp() {
  const folder = tempFolder();
  const file = join(folder, 'a.stepwell.yaml');
  writeFileSync(file, calling('A', 'b.yaml'));
  const changed: WorkflowId[] = [];
  const clock = new FakeClock();
  const services = await openServices(join(folder, 'profile'), {
    clock,
    events: { calledChanged: (id) => void changed.push(id) },
  });
  const id = await services.library.openPath(file);
  return { folder, file, services, id, changed, called: services.called, clock };
}

describe('what the workflow in the editor calls', () => {
  it('is found beside its file and in the library, through others too', async () => {
    const { called, services, folder, file, id } = await setUp();
    mkdirSync(join(folder, 'parts'));
    writeFileSync(join(folder, 'parts', 'b.yaml'), calling('B', 'c.yaml', '../a.stepwell.yaml'));
    writeFileSync(join(folder, 'parts', 'c.yaml'), threeSteps);
    const named = await services.library.create({ text: threeSteps });
    const references = ['parts/b.yaml', 'Three steps', 'Three steps@0000000'];
    const { set } = await called.of(id, references, null);
    const b = join(folder, 'parts', 'b.yaml');
    const c = join(folder, 'parts', 'c.yaml');
    expect(set?.self).toBe(file);
    expect(set?.links).toMatchObject([
      { from: null, reference: 'parts/b.yaml', to: b },
      { from: null, reference: 'Three steps', to: named },
      {
        reference: 'Three steps@0000000',
        to: null,
        why: {
          code: 'WORKFLOW_MISSING',
          message: 'there is no version 0000000 of "Three steps" in this profile',
        },
      },
      { from: b, reference: 'c.yaml', to: c },
      { from: b, reference: '../a.stepwell.yaml', to: file },
    ]);
    expect(set?.workflows.map(({ key }) => key)).toEqual([b, named, c, file]);
  });

  it('that is not there comes with what is, and a text that is no workflow stays where it is', async () => {
    const { called, services, folder, id } = await setUp();
    await services.library.create({ text: threeSteps });
    await services.library.create({ text: threeSteps.replace('Three', 'Two') });
    await services.library.create({ text: threeSteps.replace('Three', 'Two') });
    writeFileSync(join(folder, 'notes.yaml'), 'password: [');
    const references = ['./a.stepwel.yaml', 'Tree steps', 'Two steps', 'notes.yaml', '/etc/passwd'];
    const { set } = await called.of(id, references, null);
    expect(set?.links).toMatchObject([
      { to: null, known: expect.arrayContaining(['./a.stepwell.yaml']) },
      { to: null, known: expect.arrayContaining(['Three steps']) },
      { to: null, why: { code: 'WORKFLOW_AMBIGUOUS' } },
      { to: null, why: { code: 'WORKFLOW_BROKEN' } },
      { to: null, why: { code: 'WORKFLOW_MISSING', message: expect.stringContaining('relative') } },
    ]);
    expect(set?.links[0]?.why).toBeUndefined();
    expect(set?.workflows).toEqual([]);
  });

  it('is not sent again while it is the same', async () => {
    const { called, folder, id } = await setUp();
    writeFileSync(join(folder, 'b.yaml'), threeSteps);
    const { stamp, set } = await called.of(id, ['b.yaml'], null);
    expect(set).not.toBeNull();
    expect(await called.of(id, ['b.yaml'], stamp)).toEqual({ stamp, set: null });
    writeFileSync(join(folder, 'b.yaml'), `${threeSteps}# other\n`);
    expect((await called.of(id, ['b.yaml'], stamp)).set).not.toBeNull();
  });

  it('is told once when a file comes, changes or goes, until it is asked for again', async () => {
    const { called, folder, id, changed } = await setUp();
    const b = join(folder, 'b.yaml');
    const steps = [
      () => writeFileSync(b, threeSteps),
      () => writeFileSync(b, `${threeSteps}# longer\n`),
      () => rmSync(b),
    ];
    for (const [at, step] of steps.entries()) {
      await called.of(id, ['b.yaml'], null);
      await called.check();
      expect(changed.length).toBe(at);
      step();
      await called.check();
      await called.check();
      expect(changed).toEqual(Array.from({ length: at + 1 }, () => id));
    }
    await called.of(id, [], null);
    writeFileSync(b, threeSteps);
    await called.check();
    expect(changed.length).toBe(3);
  });

  it('is looked at every second', async () => {
    const { called, folder, id, changed, clock } = await setUp();
    await called.of(id, ['b.yaml'], null);
    writeFileSync(join(folder, 'b.yaml'), threeSteps);
    await clock.advance(1_000);
    await expect.poll(() => changed, { timeout: 15_000 }).toEqual([id]);
  });

  it('of a workflow that is gone is refused', async () => {
    const { called } = await setUp();
    await expect(called.of('wf_aaaaaaaaaaaa' as WorkflowId, [], null)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
