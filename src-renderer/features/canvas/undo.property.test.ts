import type { WorkflowId } from '@shared/lib/ids';
import { allStepDefinitions } from '@shared/steps';
import type { StepId } from '@shared/workflow/model';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createRandom, type Random } from '../../../test/conformance/documents/random';

// What undo promises, through the commands and gestures of the studio themselves: whatever was done,
// the way back ends at the bytes that were opened, and the way forward at the bytes that were left.

const start = `# orders of the shop
stepwell: 1
name: Orders   # as it is called
vars: { seen: 0 }
steps:
  start: { kind: manual-start }

  # asks for them
  load:
    kind: transform
    title: "Load"
    with:
      value: { orders: [1, 2, 3] } # three
  each:
    kind: loop
    with: { items: '{{ steps.load.orders }}', item: order }
    steps:
      double: { kind: transform, with: { value: "{{ order * 2 }}" } }
      tell:
        kind: code
        with:
          code: |
            // what it is
            return order + steps.double;
    edges: [double -> tell]
  check: { kind: condition, with: { when: "{{ steps.each.count > 2 }}" } }
  many: { kind: log, with: { message: "{{ steps.each.count }} orders" } }
  few: { kind: log, with: { message: few } }
  words: { kind: note, with: { text: "# Why" } }
edges:
  - start -> load
  - load -> each   # one by one
  - each -> check
  - check.true -> many
  - check.false -> few
pins: { load: { orders: [4] } }
layout:
  start: { x: 0, y: 0 }
  load: { x: 296, y: 0 }
  check: { x: 1100, y: 8 }
  $groups:
    intake: { title: Take in, steps: [start, load] }
`;

/** Beyond this it rather shrinks: what is looked for is in the edits, not in the size. */
const manySteps = 14;
/** All that is promised; `npm run check` looks at the first of them only. */
const thousand = 1_000;
const wish = Math.min(thousand, Number(import.meta.env['STEPWELL_PROPERTY_RUNS'] ?? thousand));

function stubWindow(): void {
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    'documents.open': ({ id }: { id: string }) => ({
      id,
      path: null,
      text: id === 'wf_calledcalled' ? called : start,
      savedText: start,
      recovered: false,
      readOnly: false,
      trusted: true,
      fileMissing: false,
    }),
    'library.create': ({ text }: { text: string }) => {
      called = text;
      return { id: 'wf_calledcalled' };
    },
  };
  let called = '';
  let clipboard = '';
  const bridge = {
    invoke: (channel: string, input: never) =>
      Promise.resolve({ ok: true, value: answers[channel]?.(input) ?? {} }),
    subscribe: () => () => undefined,
  };
  const timers = { setTimeout: () => 0, clearTimeout: () => undefined };
  const events = { addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal('window', {
    bridge,
    matchMedia: () => ({ matches: true, ...events }),
    ...timers,
    ...events,
  });
  vi.stubGlobal('requestAnimationFrame', () => 0);
  vi.stubGlobal('navigator', {
    platform: 'Linux',
    userAgent: 'Node',
    maxTouchPoints: 0,
    clipboard: {
      writeText: (text: string) => Promise.resolve(void (clipboard = text)),
      readText: () => Promise.resolve(clipboard),
    },
  });
}

/** The studio's modules, read once there is a window for them. */
async function openStudio() {
  const [document, flow, view, edits, insert, replace, connect, extract, commands, library, steps] =
    await Promise.all([
      import('../document'),
      import('./flow-store'),
      import('./view'),
      import('./edits'),
      import('./insert-step'),
      import('./replace-step'),
      import('./gestures/connect'),
      import('./refactor/extract'),
      import('./commands/canvas-commands'),
      import('../library'),
      import('@shared/steps'),
    ]);
  const { documentStore } = document;
  const { canvasCommands } = commands;
  await documentStore.open('wf_aaaaaaaaaaaa' as WorkflowId);
  expect(documentStore.getState().error).toBeNull();
  const draw = (): void => {
    const { workflow, selection } = documentStore.getState();
    flow.showWorkflow(workflow, steps.findStepDefinition);
    flow.showSelection(new Set(selection.steps), new Set(selection.edges));
  };
  draw();
  documentStore.subscribe(draw);
  const { mountCanvas } = await import('./canvas-store');
  // What paste and insertion ask of the canvas on screen.
  const area = { left: 0, top: 0, width: 1200, height: 800 };
  const root = { getBoundingClientRect: () => area, clientWidth: 1200, clientHeight: 800 };
  const viewport = {
    getViewport: () => ({ x: 0, y: 0, zoom: 1 }),
    getZoom: () => 1,
    setCenter: () => Promise.resolve(true),
    screenToFlowPosition: (point: object) => point,
    flowToScreenPosition: (point: object) => point,
  };
  mountCanvas({ instance: viewport, root: { ...root, focus: () => undefined } } as never);
  const command = (id: string) => canvasCommands.find((candidate) => candidate.id === id);
  return { documentStore, view, edits, insert, replace, connect, extract, command, library };
}

type Studio = Awaited<ReturnType<typeof openStudio>>;

const direct = [
  'canvas.duplicate',
  'canvas.toggleDisabled',
  'canvas.collapse',
  'canvas.expand',
  'canvas.group',
  'canvas.ungroup',
  'canvas.align.left',
  'canvas.align.middle',
  'canvas.distribute.horizontal',
  'canvas.nudge.left',
  'canvas.nudge.down',
  'canvas.cut',
  'canvas.copy',
  'canvas.paste',
  'canvas.delete',
];

/** One random thing that somebody does; it may turn out to be refused or to change nothing. */
async function doSomething(studio: Studio, random: Random): Promise<void> {
  const { documentStore, view, edits, insert, replace, connect, extract, command } = studio;
  const { steps, edges } = view.currentIndex();
  const ids = [...steps.keys()];
  const wires = [...edges.keys()];
  const some = ids.filter(() => random.chance(random.chance(0.5) ? 0.15 : 0.4));
  documentStore.select({ steps: some, edges: random.chance(0.2) ? wires.slice(0, 1) : [] });
  const one = ids.length === 0 ? '' : random.pick(ids);
  const run = async (id: string): Promise<void> => {
    const found = command(id);
    if (found === undefined) throw new Error(`There is no command ${id}`);
    if (found.isEnabled?.() !== false) await found.run();
  };
  if (ids.length > manySteps) return run('canvas.delete');
  const actions: readonly (() => unknown)[] = [
    () => run(random.pick(direct)),
    () => run(random.pick(direct)),
    () => run(random.pick(direct)),
    () => insert.insertStep(random.pick(allStepDefinitions), {}),
    () =>
      wires.length > 0 &&
      insert.insertStep(random.pick(allStepDefinitions), { edge: random.pick(wires) }),
    () => replace.replaceStep(one, random.pick(allStepDefinitions)),
    () =>
      connect.finishConnection({
        ...port(studio, one, 'outputs'),
        ...port(studio, random.pick(ids), 'inputs'),
      } as never),
    () => wires.length > 0 && rewire(studio, random, random.pick(wires)),
    () => edits.renameStep(one, `Step ${random.below(99)}: "a" # b`),
    () => edits.moveSteps([{ id: one, box: { x: random.below(99) * 8, y: random.below(99) * 8 } }]),
    () => edits.moveIntoContainer([one], frame(studio, random), []),
    () => edits.moveIntoContainer([one], frame(studio, random), []),
    () => edits.setColor(one, random.pick(['blue', 'pink'])),
    () => edits.setPin(one, random.chance(0.5) ? { a: [1, 'two\n', null] } : undefined),
    () => documentStore.edit({ type: 'rename-step', id: one, to: `${one}_${random.below(9)}` }),
    () =>
      documentStore.edit({
        type: 'set-config',
        id: one,
        path: ['message'],
        value: random.pick(['{{ steps.load }}', 'x: # y', '- a\n- b\n', 3]),
      }),
    () =>
      documentStore.edit({
        type: 'set-step-field',
        id: one,
        field: 'retry',
        value: random.chance(0.5) ? { attempts: 3 } : undefined,
      }),
    () =>
      documentStore.edit({
        type: 'set-workflow-field',
        field: 'name',
        value: `Orders ${random.below(9)}`,
      }),
    () => type(studio, random),
    () => extractSome(studio, random, some),
    () => extract.canExtract() && extract.startExtracting(),
  ];
  await random.pick(actions)();
}

function port(studio: Studio, step: StepId, side: 'inputs' | 'outputs') {
  const [first] = studio.view.stepPorts(step)?.[side] ?? [];
  return side === 'inputs'
    ? { target: step, targetHandle: first?.name ?? '' }
    : { source: step, sourceHandle: first?.name ?? '' };
}

function rewire({ view, edits }: Studio, random: Random, wire: string): void {
  const edge = view.currentIndex().edges.get(wire)?.edge;
  if (edge === undefined) return;
  const to = random.pick([...view.currentIndex().steps.keys()]);
  edits.reconnect(wire, {
    from: { step: edge.from, port: edge.fromPort },
    to: { step: to, port: 'in' },
  });
}

function frame({ view }: Studio, random: Random): StepId | null {
  const frames = [...view.currentIndex().steps.values()].filter(({ step }) => step.body);
  return frames.length === 0 || random.chance(0.2) ? null : random.pick(frames).step.id;
}

/** A key in the source editor: a line of comment, somewhere between two lines. */
function type({ documentStore }: Studio, random: Random): void {
  const { text } = documentStore.getState();
  const at = text.indexOf('\n', random.below(text.length)) + 1;
  if (at > 0) documentStore.applyChanges([{ from: at, to: at, insert: `# ${random.below(99)}\n` }]);
}

async function extractSome(studio: Studio, random: Random, some: readonly StepId[]): Promise<void> {
  const { extract, command, library, documentStore } = studio;
  const name = `Part ${random.below(1_000)}`;
  await extract.extractAs(some.length === 0 ? ['many'] : some.slice(0, 3), name);
  const [call] = documentStore.getState().selection.steps;
  // The library is told by main, which is not there.
  const entry = { id: 'wf_calledcalled', name, folder: '' };
  library.libraryStore.setState({ entries: [entry as never] });
  if (call !== undefined && random.chance(0.6)) await command('canvas.inlineCall')?.run();
}

beforeAll(stubWindow);
afterAll(() => vi.unstubAllGlobals());

it('takes a thousand edits back, and makes them again, to the byte', async () => {
  const studio = await openStudio();
  const { documentStore } = studio;
  const random = createRandom(20_261);
  const done = new Map<string, number>();
  let count = 0;
  documentStore.subscribe(({ text, change }, before) => {
    if (text !== before.text) count += change?.origin === 'history' ? -1 : 1;
  });
  // An extraction may be followed by its way back, so that one thing is two edits.
  while (count < wish - 1) {
    const before = documentStore.getState();
    await doSomething(studio, random);
    const { text, undoLabel, stale } = documentStore.getState();
    if (text === before.text) continue;
    // Nothing but typing leaves a text that cannot be read.
    if (stale && undoLabel === 'Edit source') documentStore.undo();
    else {
      expect(stale, `${undoLabel}\n${before.text}\n=====\n${text}`).toBe(false);
      done.set(undoLabel ?? '', (done.get(undoLabel ?? '') ?? 0) + 1);
    }
  }
  const end = documentStore.getState().text;
  while (documentStore.getState().undoLabel !== null) documentStore.undo();
  expect(documentStore.getState().text).toBe(start);
  expect(documentStore.getState().dirty).toBe(false);
  while (documentStore.getState().redoLabel !== null) documentStore.redo();
  expect(documentStore.getState().text).toBe(end);
  // All kinds of edits were among them.
  if (wish === thousand) expect([...done.keys()].sort()).toEqual(expect.arrayContaining(wanted));
}, 120_000);

const wanted = [
  'Add step',
  'Align steps',
  'Change kind',
  'Connect',
  'Delete step',
  'Duplicate',
  'Extract to a workflow',
  'Group steps',
  'Insert step',
  'Move step',
  'Move into frame',
  'Paste',
  'Rename',
  'Replace the call by its steps',
  'Ungroup steps',
];
