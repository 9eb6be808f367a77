import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Body } from '../../../test/helpers/debug-client';
import { breaksAt, openLive, type LiveClient } from '../../../test/helpers/debug-live';
import { openSandbox, type OpenSandbox } from '../../../test/helpers/open-sandbox';

// Code steps of a run that is alive, through the adapter, the real engine and real processes.

let open: OpenSandbox;
beforeAll(async () => {
  open = await openSandbox();
}, 60_000);
afterAll(() => open.close());

const one = { threadId: 1 };
const line = (step: string, at: number, rest: object = {}) => ({
  target: { type: 'line', step, line: at } as const,
  ...rest,
});

/** A loop over numbers whose body is one code step. */
function looping(code: string, more = ''): string {
  const lines = code.split('\n').map((text) => `            ${text}`);
  return `stepwell: 1
name: Loop
steps:
  start: { kind: manual-start }
  # A process for debugged code starts here, so that nothing later waits for it.
  first: { kind: code, with: { effects: pure, code: 'return 1;' } }
  each:
    kind: loop
    with: { items: '{{ input.items }}' }
    steps:
      work:
        kind: code
${more}        with:
          effects: pure
          code: |
${lines.join('\n')}
    edges: []
  end: { kind: transform, with: { value: done } }
edges:
  - start -> first
  - first -> each
  - each -> end
`;
}

async function live() {
  const { connect } = await openLive({ sandbox: open.sandbox });
  return connect();
}

/** Waits until the code of an iteration is at work. */
async function atWork(client: LiveClient, iteration: number): Promise<void> {
  const at = async () =>
    ((await client.ask('stackTrace', one))['stackFrames'] as Body[])[0]?.['stepwell'] as Body;
  await expect
    .poll(at, { timeout: 20_000 })
    .toMatchObject({ step: 'work', path: [{ step: 'each', iteration }] });
}

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('code in a loop', () => {
  it('stops in the iteration that is asked for, and nowhere else', async () => {
    const client = await live();
    const code = 'const n = item * 2;\nreturn n;';
    const input = { items: numbers(40) };
    const { breakpoints } = breaksAt(line('work', 2, { condition: 'item === 36' }));
    await client.launch(looping(code), { input, breakpoints });
    await client.stopped();
    expect(await client.value('n')).toBe('72');
    expect(await client.where()).toBe('line work');
    const { stackFrames } = await client.ask('stackTrace', one);
    expect((stackFrames as Body[]).map(({ name }) => String(name))).toEqual([
      '(code)',
      'work',
      'each, iteration 37',
      'Loop',
    ]);
    await client.ask('continue', one);
    expect(await client.event('exited')).toEqual({ exitCode: 0 });
    expect(client.events('stopped')).toHaveLength(1);
  });

  it('that never ends is paused, also where nothing was to stop, and skipped or terminated', async () => {
    const code = 'if (item === 1) {\n  while (true) {}\n}\nreturn item;';
    const client = await live();
    await client.launch(looping(code), {
      input: { items: [0, 1, 2] },
      errorStops: { all: false, uncaught: false },
    });
    await atWork(client, 1);
    expect(await client.stopAfter('pause', one)).toMatchObject({ reason: 'pause' });
    expect(await client.where()).toBe('line work');
    expect(await client.value('item')).toBe('1');
    await client.ask('stepwell/skip', { ...one, output: 'given' });
    expect(await client.event('exited')).toEqual({ exitCode: 0 });

    const other = await live();
    await other.launch(looping('while (true) {}'), { input: { items: [1] } });
    await atWork(other, 0);
    await other.stopAfter('pause', one);
    await other.ask('terminate');
    expect(await other.event('exited')).toEqual({ exitCode: 1 });
  });
});

describe('code whose effects are unsafe', () => {
  it('is asked about before it is started again from the middle', async () => {
    const client = await live();
    const text = looping('const n = item;\nreturn n;').replaceAll(
      'effects: pure',
      'effects: unsafe',
    );
    const { breakpoints } = breaksAt(line('work', 2), 'end');
    const initialize = { supportsEffectsQuestion: true };
    await client.launch(text, { input: { items: [5] }, breakpoints, initialize });
    await client.stopped();
    const frames = (await client.ask('stackTrace', one))['stackFrames'] as Body[];
    const frameId = frames.find(({ name }) => name === 'work')?.['id'];
    const asked = await client.refusal('restartFrame', { frameId });
    expect(asked.code).toBe('EFFECTS_ASK');
    expect(asked.message).toContain('“work” has begun');
    expect(asked.stepwell).toMatchObject({ steps: [{ step: 'work', unfinished: true }] });
    expect(await client.where()).toBe('line work');
    await client.stopAfter('restartFrame', { frameId, effects: 'allow' });
    // Nothing has begun before the step.
    expect(await client.where()).toBe('before work');
    const [top] = (await client.ask('stackTrace', one))['stackFrames'] as Body[];
    await client.stopAfter('restartFrame', { frameId: top?.['id'] });
    await client.stopAfter('continue', one);
    expect(await client.value('n')).toBe('5');
    await client.stopAfter('continue', one);
    expect(await client.where()).toBe('before end');
  });
});

describe('an error in code', () => {
  const code = "try { JSON.parse('{'); } catch {}\nthrow new RangeError('too far');";
  const input = { items: [0] };

  it('that ends the step stops once: where it is thrown', async () => {
    const client = await live();
    await client.launch(looping(code), { input, errorStops: { all: false, uncaught: true } });
    await client.stopped();
    expect(await client.where()).toBe('line work');
    expect(await client.ask('exceptionInfo', one)).toMatchObject({
      breakMode: 'unhandled',
      description: expect.stringContaining('too far'),
    });
    expect(client.events('stopped')).toMatchObject([
      {
        text: expect.stringContaining('too far'),
        description: 'Paused in work, line 2, iteration 1: RangeError: too far',
      },
    ]);
    const [frame] = (await client.ask('stackTrace', one))['stackFrames'] as Body[];
    const { scopes } = await client.ask('scopes', { frameId: frame?.['id'] });
    const [thrown] = scopes as Body[];
    expect(thrown?.['name']).toBe('Error');
    expect((await client.ask('variables', thrown))['variables']).toContainEqual(
      expect.objectContaining({ name: 'message', value: '"too far"' }),
    );
    await client.ask('continue', one);
    expect(await client.event('exited')).toEqual({ exitCode: 1 });
    expect(client.events('stopped')).toHaveLength(1);
  });

  it('that something around takes care of is none that ends the run', async () => {
    const client = await live();
    const tolerant = looping(code, '        onError: continue\n');
    await client.launch(tolerant, { input, errorStops: { all: false, uncaught: true } });
    expect(await client.event('exited')).toEqual({ exitCode: 0 });
    expect(client.events('stopped')).toEqual([]);
    // With all errors it is shown, as one that is taken care of.
    const other = await live();
    await other.launch(tolerant, {
      input,
      errorStops: { all: true, uncaught: false, condition: "error.message.includes('too far')" },
    });
    await other.stopped();
    expect(await other.where()).toBe('line work');
    expect(await other.ask('exceptionInfo', one)).toMatchObject({ breakMode: 'always' });
    await other.ask('continue', one);
    expect(await other.event('exited')).toEqual({ exitCode: 0 });
    // The one that the code caught did not fit the condition.
    expect(other.events('stopped')).toHaveLength(1);
  });
});

describe('an expression in code', () => {
  it('changes nothing while it is only looked at, ends, and is cut where it is large', async () => {
    const client = await live();
    const { breakpoints } = breaksAt(line('work', 2));
    await client.launch(looping('let n = 1;\nreturn n;'), { input: { items: [0] }, breakpoints });
    await client.stopped();
    const [top] = (await client.ask('stackTrace', one))['stackFrames'] as Body[];
    const at = { frameId: top?.['id'] };
    for (const context of ['hover', 'watch']) {
      const refused = await client.refusal('evaluate', { ...at, context, expression: 'n = 9' });
      expect(refused.message).toContain('might change something');
    }
    expect(await client.value('n')).toBe('1');
    await client.ask('evaluate', { ...at, context: 'repl', expression: 'n = 2' });
    expect(await client.value('n')).toBe('2');
    const endless = { ...at, context: 'repl', expression: '(() => { for (;;); })()' };
    expect((await client.refusal('evaluate', endless)).message).toContain('no result within');
    const large = { ...at, context: 'repl', expression: "'x'.repeat(100_000_000)" };
    const { result } = await client.ask('evaluate', large);
    expect(String(result).length).toBeLessThan(1_000);
    expect(String(result)).toContain('100,000,000 characters');
    await client.ask('continue', one);
    expect(await client.event('exited')).toEqual({ exitCode: 0 });
    expect(client.output()).toContain('Completed');
  });
});

describe('the timeout of a step', () => {
  const timeout = 1_500;

  it('stands still while its code does, and counts again afterwards', async () => {
    const client = await live();
    const text = looping('let n = 0;\nn += 1;\nwhile (true) n += 1;', '        timeout: 1500ms\n');
    const breakpoints = breaksAt(line('work', 2)).breakpoints;
    await client.launch(text, { input: { items: [0] }, breakpoints });
    await client.stopped();
    // Longer than all of its time: what passes meanwhile is the timer itself.
    const since = performance.now();
    await new Promise((over) => setTimeout(over, timeout + 300));
    expect(await client.where()).toBe('line work');
    expect(await client.value('n')).toBe('0');
    expect(performance.now() - since).toBeGreaterThan(timeout);
    await client.ask('continue', one);
    expect(await client.event('exited')).toEqual({ exitCode: 1 });
    expect(client.output()).toContain('STEP_TIMEOUT');
  });
});
