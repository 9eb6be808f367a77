import { MemoryJournal } from '../../src-main/engine/memory-journal';
import { startRun } from '../../src-main/engine/start-run';
import type {
  EnginePorts,
  ExecutableKind,
  RunHandle,
  RunRequest,
  StepContext,
  StepOutcome,
} from '../../src-main/engine/types';
import type { ContentHash, RunId, WorkflowId } from '../../src-shared/lib/ids';
import type { JsonObject, JsonValue } from '../../src-shared/lib/json';
import type { Leave, RunEvent } from '../../src-shared/runs/events';
import { stepRunKey } from '../../src-shared/runs/scope-path';
import type { StepDefinition } from '../../src-shared/steps/define-step';
import { fakeDefinition } from './fake-definition';
import {
  defaultSettings,
  type Edge,
  type Graph,
  type Step,
  type Workflow,
} from '../../src-shared/workflow/model';
import { FakeClock } from './fake-clock';

// A workflow, a registry of kinds and the engine's ports in a few words, for tests.

export type FakeRunner = (
  context: StepContext<JsonObject>,
) => JsonValue | StepOutcome | Promise<JsonValue | StepOutcome>;

export const fakeHash = 'a'.repeat(64) as ContentHash;

/** A kind whose runner gives its output, or an outcome made by `take`. */
export function fakeKind(
  kind: string,
  run: FakeRunner,
  definition: Partial<StepDefinition> = {},
): ExecutableKind {
  return {
    definition: fakeDefinition(kind, definition),
    run: (context: StepContext<JsonObject>) => {
      const answer = run(context);
      return answer instanceof Promise ? answer.then(toOutcome) : toOutcome(answer);
    },
  };
}

const takes = new WeakSet<object>();

/** An outcome that goes on from these ports. */
export function take(taken: readonly string[], output: JsonValue = null): StepOutcome {
  const outcome = { output, taken };
  takes.add(outcome);
  return outcome;
}

/** An outcome that ends the graph around the step. */
export function leave(leaves: Leave, output: JsonValue = null): StepOutcome {
  const outcome = { output, leaves };
  takes.add(outcome);
  return outcome;
}

function toOutcome(answer: JsonValue | StepOutcome): StepOutcome {
  if (typeof answer === 'object' && answer !== null && takes.has(answer))
    return answer as StepOutcome;
  return { output: answer as JsonValue };
}

export type StepText = Partial<Omit<Step, 'id' | 'body'>> & { readonly body?: Graph };

/** Steps by id and edges as in a file: `a -> b`, `check.true -> c`. */
export function graphOf(
  steps: Readonly<Record<string, StepText | string>>,
  edges: readonly string[],
): Graph {
  return {
    steps: new Map(
      Object.entries(steps).map(([id, text]) => [
        id,
        {
          id,
          kind: 'echo',
          config: {},
          join: 'any',
          onError: 'fail',
          disabled: false,
          ...(typeof text === 'string' ? { kind: text } : text),
        } satisfies Step,
      ]),
    ),
    edges: edges.map(edgeOf),
  };
}

export function edgeOf(text: string): Edge {
  const [left = '', right = ''] = text.split(' -> ');
  const [from = '', fromPort = 'out'] = left.split('.');
  const [to = '', toPort = 'in'] = right.split('.');
  return { id: `${from}.${fromPort} -> ${to}.${toPort}`, from, fromPort, to, toPort };
}

export function workflowOf(
  steps: Readonly<Record<string, StepText | string>>,
  edges: readonly string[],
  rest: Partial<Workflow> = {},
): Workflow {
  return {
    formatVersion: 1,
    name: 'Test',
    vars: {},
    env: [],
    secrets: [],
    settings: defaultSettings,
    pins: new Map(),
    samples: [],
    breakpoints: [],
    layout: new Map(),
    ...graphOf(steps, edges),
    ...rest,
  };
}

export interface TestRun {
  readonly handle: RunHandle;
  readonly clock: FakeClock;
  readonly journal: MemoryJournal;
  readonly published: RunEvent[];
  /** `started a`, `completed a`, … without the run's own events. */
  steps(): readonly string[];
  events<Type extends RunEvent['type']>(type: Type): Extract<RunEvent, { type: Type }>[];
}

export function fakeIds(): EnginePorts['ids'] {
  let count = 0;
  const next = (): string => String((count += 1)).padStart(10, '0');
  return {
    runId: () => `run_${next()}` as RunId,
    workflowId: () => `wf_${next()}` as WorkflowId,
    key: () => `key_${next()}`,
  };
}

/** Numbers that look random and are the same for a seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function kindsOf(...kinds: readonly ExecutableKind[]): ReadonlyMap<string, ExecutableKind> {
  return new Map(kinds.map((kind) => [kind.definition.kind, kind]));
}

export function testPorts(
  kinds: ReadonlyMap<string, ExecutableKind>,
  rest: Partial<EnginePorts> = {},
): EnginePorts {
  return {
    kinds,
    journal: new MemoryJournal(),
    clock: new FakeClock(),
    ids: fakeIds(),
    random: seededRandom(1),
    secrets: { reveal: () => Promise.resolve('top-secret'), redact: (value) => value },
    environment: {},
    ...rest,
  };
}

export function runWorkflow(
  workflow: Workflow,
  kinds: ReadonlyMap<string, ExecutableKind>,
  rest: Partial<EnginePorts> = {},
  request: Partial<RunRequest> = {},
): TestRun {
  const clock = rest.clock instanceof FakeClock ? rest.clock : new FakeClock();
  const journal = rest.journal instanceof MemoryJournal ? rest.journal : new MemoryJournal();
  const published: RunEvent[] = [];
  const ports = testPorts(kinds, {
    journal,
    clock,
    onEvents: (events) => published.push(...events),
    ...rest,
  });
  const handle = startRun(ports, {
    workflow,
    workflowRef: { id: null, hash: fakeHash, name: workflow.name },
    input: null,
    startedBy: 'test',
    ...request,
  });
  return {
    handle,
    clock,
    journal,
    published,
    steps: () => wordsOf(published),
    events: (type) => published.filter((event) => event.type === type) as never,
  };
}

/** `started a`, `completed a`, … without the run's own events. */
export function wordsOf(events: readonly RunEvent[]): readonly string[] {
  return events.filter((event) => 'path' in event).map(inWords);
}

function inWords(event: Extract<RunEvent, { path: unknown }>): string {
  const key = stepRunKey(event.path, event.step);
  const [family, verb] = event.type.split('.');
  if (family === 'scope' && 'iteration' in event) return `scope ${verb} ${key}[${event.iteration}]`;
  return `${verb} ${key}`;
}
