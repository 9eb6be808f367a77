import { realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Body } from '../../../test/helpers/debug-client';
import { breaksAt, openLive } from '../../../test/helpers/debug-live';
import { one } from '../../../test/helpers/debug-paying';
import { tempFolder } from '../../../test/helpers/temp-profile';

// Errors of a run that is alive, and stops in workflows that it called.

describe('errors', () => {
  const failing = (tail: string) => `stepwell: 1
name: Fail
steps:
  start: { kind: manual-start }
${tail}`;

  it('stop once, however much fails with them until something takes care of them', async () => {
    const { connect } = await openLive();
    const client = connect();
    const text = failing(`  guard:
    kind: try
    steps:
      each:
        kind: loop
        with: { mode: count, times: 1 }
        steps:
          risky: { kind: fail, with: { message: no } }
        edges: []
      otherwise: { kind: catch }
    edges: []
  rounds:
    kind: loop
    onError: continue
    with: { mode: count, times: 1 }
    steps:
      bad: { kind: fail, with: { message: never } }
    edges: []
edges:
  - start -> guard
  - guard -> rounds
`);
    await client.launch(text, { errorStops: { all: true, uncaught: true } });
    const places: string[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      await client.stopped();
      places.push(await client.where());
      await client.ask('continue', one);
    }
    expect(await client.event('exited')).toEqual({ exitCode: 0 });
    expect(places).toEqual(['error risky', 'error bad']);
    expect(client.events('stopped')).toHaveLength(2);
    // The same in the past.
    await client.stopAfter('stepwell/seek', { live: true });
    await client.stopAfter('reverseContinue', one);
    expect(await client.where()).toBe('error bad');
    await client.stopAfter('reverseContinue', one);
    expect(await client.where()).toBe('error risky');
    expect(await client.stopAfter('reverseContinue', one)).toMatchObject({ reason: 'entry' });
  });

  it('that something around takes care of are told so, now and in the past', async () => {
    const { connect } = await openLive();
    const client = connect();
    const text = failing(`  guard:
    kind: try
    steps:
      risky: { kind: fail, with: { message: no } }
      otherwise: { kind: catch }
    edges: []
  bare: { kind: fail, with: { message: never } }
edges:
  - start -> guard
  - guard -> bare
`);
    await client.launch(text, { errorStops: { all: true, uncaught: true } });
    await client.stopped();
    expect(await client.where()).toBe('error risky');
    expect(await client.ask('exceptionInfo', one)).toMatchObject({ breakMode: 'always' });
    const { text: message, description } = await client.stopAfter('continue', one);
    expect(await client.where()).toBe('error bare');
    expect({ message, description }).toEqual({
      message: 'never',
      description: 'Paused at the failure of bare: never',
    });
    const [frame] = (await client.ask('stackTrace', one))['stackFrames'] as Body[];
    const { scopes } = await client.ask('scopes', { frameId: frame?.['id'] });
    const error = (scopes as Body[]).find(({ name }) => name === 'Error');
    expect((await client.ask('variables', error))['variables']).toContainEqual(
      expect.objectContaining({ name: 'message', value: '"never"' }),
    );
    expect(await client.ask('exceptionInfo', one)).toMatchObject({ breakMode: 'unhandled' });
    await client.ask('continue', one);
    await client.event('exited');
    await client.ask('setExceptionBreakpoints', { filters: ['uncaught'] });
    await client.stopAfter('stepwell/seek', { live: true });
    await client.stopAfter('reverseContinue', one);
    expect(await client.where()).toBe('error bare');
    expect(await client.ask('exceptionInfo', one)).toMatchObject({ breakMode: 'unhandled' });
    expect(await client.stopAfter('reverseContinue', one)).toMatchObject({ reason: 'entry' });
    await client.ask('setExceptionBreakpoints', { filters: ['all'] });
    await client.stopAfter('continue', one);
    expect(await client.where()).toBe('error risky');
    expect(await client.ask('exceptionInfo', one)).toMatchObject({ breakMode: 'always' });
  });
});

describe('a stop in a called workflow', () => {
  it('names that workflow and its file', async () => {
    const { connect, services } = await openLive();
    const folder = tempFolder();
    const file = (name: string) => join(folder, `${name}.stepwell.yaml`);
    const inner = `stepwell: 1
name: Inner
steps:
  start: { kind: manual-start }
  here: { kind: transform, with: { value: 1 } }
edges:
  - start -> here
`;
    const outer = `stepwell: 1
name: Outer
steps:
  start: { kind: manual-start }
  go: { kind: call, with: { workflow: ./inner.stepwell.yaml } }
edges:
  - start -> go
`;
    await writeFile(file('inner'), inner);
    await writeFile(file('outer'), outer);
    const innerId = await services.library.openPath(file('inner'));
    const workflowId = await services.library.openPath(file('outer'));
    const client = connect();
    await client.ask('initialize', { adapterID: 'test' });
    const launched = client.ask('launch', { workflowId, text: outer });
    await client.event('initialized');
    await client.ask('stepwell/setBreakpoints', breaksAt('here'));
    await client.ask('configurationDone');
    await launched;
    const { stepwell } = await client.stopped();
    const workflow = { id: innerId, name: 'Inner', path: await realpath(file('inner')) };
    expect(stepwell).toMatchObject({ step: 'here', workflow });
    const frames = (await client.ask('stackTrace', one))['stackFrames'] as Body[];
    expect(frames[0]).toMatchObject({ source: { path: workflow.path }, stepwell: { workflow } });
    expect(frames.at(-1)).toMatchObject({ stepwell: { workflow: { id: workflowId } } });
    await client.ask('continue', one);
    await client.event('exited');
  });
});
