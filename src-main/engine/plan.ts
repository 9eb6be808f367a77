import type { AppErrorData } from '@shared/errors/app-error';
import { SecretRef } from '@shared/expressions/types';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { StepDefinition, StepEffects } from '@shared/steps/define-step';
import { graphParts } from '@shared/workflow/graph/parts';
import type { Graph, JoinPolicy, Step, StepId, Workflow } from '@shared/workflow/model';
import { compileConfig, hasBinding, type ConfigPlan } from './config-plan';
import { compileCost, type CostPlan } from './cost-plan';
import { findCycle } from './cycle';
import { misplacedEntry, sectionProblem, strayStep } from './sections';
import type { BodySection, ExecutableKind, StepRunner } from './types';

// A workflow made ready to run: ids become indexes, edges become adjacency lists, settings without
// bindings are checked once. Compiled once per workflow value and shared by all its runs.

export interface EdgePlan {
  /** Canonical text. */
  readonly id: string;
  readonly fromPort: string;
  readonly to: StepPlan;
}

export interface StepPlan {
  readonly id: StepId;
  /** Place in the scope's arrays. */
  readonly index: number;
  readonly step: Step;
  readonly join: JoinPolicy;
  readonly disabled: boolean;
  readonly incoming: number;
  readonly outgoing: readonly EdgePlan[];
  /** Output ports that are taken when the runner names none. */
  readonly outputs: readonly string[];
  readonly run: StepRunner<unknown>;
  readonly config: ConfigPlan;
  /** No effect outside the run: it may run before its start is on disk. */
  readonly pure: boolean;
  /** Its effects are refused while the workflow is not trusted. */
  readonly reachesOutside: boolean;
  /** When the process ends while it is at work, a person has to say what happened. */
  readonly asks: boolean;
  /** What it does outside cannot be taken back, nor safely done again. */
  readonly unsafe: boolean;
  /** It has code of its own. */
  readonly hasCode: boolean;
  /** Whether its kind takes care of a failure in its body, so that it does not fail with it. */
  readonly handles: (error: AppErrorData, section: string | null) => boolean;
  /** Its nested graph or the workflow it calls does the work: their steps count towards the concurrency, it does not. */
  readonly coordinates: boolean;
  /** Names in its body that stand for a key of the local `loop`. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly body: BodyPlan | null;
  /** Milliseconds one attempt may take: the step's limit, or its kind's, or the workflow's. */
  readonly timeout: number | null;
  readonly pin: { readonly value: JsonValue } | null;
  /** What an attempt costs; null for most. */
  readonly cost: CostPlan | null;
  /** Nothing follows it (but its error path): its output counts for the graph's. */
  readonly end: boolean;
}

export interface GraphPlan {
  readonly steps: readonly StepPlan[];
  /** Steps that run without anything before them. */
  readonly starts: readonly StepPlan[];
  /** Steps without a way from a trigger: skipped. */
  readonly unreached: readonly StepPlan[];
  /** Unsettled incoming edges by step index, to copy for a new scope. */
  readonly incoming: readonly number[];
  /** One step after the other, in the order of the file. */
  readonly sequential: boolean;
}

/** A container's nested graph, in the parts it runs in. */
export interface BodyPlan {
  /** What begins without an entry. */
  readonly main: GraphPlan;
  /** By the entry's id, in the order of the file; disabled entries have none. */
  readonly sections: ReadonlyMap<StepId, GraphPlan>;
  readonly entries: readonly BodySection[];
}

export interface WorkflowPlan {
  readonly workflow: Workflow;
  readonly graph: GraphPlan;
  readonly concurrency: number;
  /** What `secrets` gives to a setting: references by name, never values. */
  readonly secretRefs: Readonly<Record<string, SecretRef>>;
  /** Some initial variable has a binding. */
  readonly varsBound: boolean;
  /** Reasons why it cannot run at all; the first one fails the run before anything starts. */
  readonly problems: readonly AppErrorData[];
}

type Kinds = ReadonlyMap<string, ExecutableKind>;

const compiled = new WeakMap<Workflow, { kinds: Kinds; plan: WorkflowPlan }>();

export function compileWorkflow(workflow: Workflow, kinds: Kinds): WorkflowPlan {
  const known = compiled.get(workflow);
  if (known !== undefined && known.kinds === kinds) return known.plan;
  const problems: AppErrorData[] = [];
  const graph = compileGraph(workflow, { workflow, kinds, problems }, null);
  const plan: WorkflowPlan = {
    workflow,
    graph,
    concurrency: Math.max(1, workflow.settings.concurrency),
    secretRefs: Object.freeze(
      Object.fromEntries(workflow.secrets.map((name) => [name, new SecretRef(name)])),
    ),
    varsBound: hasBinding(workflow.vars),
    problems,
  };
  compiled.set(workflow, { kinds, plan });
  return plan;
}

interface Compilation {
  readonly workflow: Workflow;
  readonly kinds: Kinds;
  readonly problems: AppErrorData[];
}

/** `container` is the kind around the graph; null for the workflow's own. */
function compileGraph(graph: Graph, compilation: Compilation, container: string | null): GraphPlan {
  const plans = new Map<StepId, MutableStepPlan>();
  for (const step of graph.steps.values()) {
    const kind = compilation.kinds.get(step.kind);
    if (kind?.definition.annotation) continue;
    const entry = kind?.definition.entry;
    if (entry !== undefined && (container === null || !entry.in.includes(container))) {
      compilation.problems.push(misplacedEntry(step));
    }
    plans.set(step.id, compileStep(step, kind, plans.size, compilation));
  }
  for (const edge of graph.edges) {
    const from = plans.get(edge.from);
    const to = plans.get(edge.to);
    // A dangling edge is the validator's to report; it leads nowhere, so it decides nothing.
    if (from === undefined || to === undefined) continue;
    from.outgoing.push({ id: edge.id, fromPort: edge.fromPort, to });
    if (edge.fromPort !== errorPort) from.end = false;
    to.incoming += 1;
  }
  const steps = [...plans.values()];
  const cycle = findCycle(steps);
  if (cycle !== null) compilation.problems.push(cycleProblem(cycle));
  const roots = steps.filter((step) => step.incoming === 0);
  const triggers = roots.filter((root) => isTrigger(root.step, compilation.kinds));
  // A graph with a trigger starts there and only there: a loose step is a draft, not a start.
  const starts = triggers.length > 0 ? triggers : roots;
  return {
    steps,
    starts,
    unreached: roots.filter((root) => !starts.includes(root)),
    incoming: steps.map((step) => step.incoming),
    sequential: compilation.workflow.profile?.scheduling === 'sequential',
  };
}

function compileBody(step: Step, graph: Graph, compilation: Compilation): BodyPlan {
  const { kinds, problems } = compilation;
  const definitionOf = (inner: Step): StepDefinition | undefined =>
    kinds.get(inner.kind)?.definition;
  const parts = graphParts(graph, (inner) => definitionOf(inner)?.entry !== undefined);
  for (const shared of parts.shared) problems.push(sectionProblem(step.id, shared));
  if (definitionOf(step)?.container?.entriesOnly) {
    const [stray] = [...parts.main.steps.values()].filter(
      (inner) => !definitionOf(inner)?.annotation,
    );
    if (stray !== undefined) problems.push(strayStep(step, stray));
  }
  const sections = new Map<StepId, GraphPlan>();
  const entries: BodySection[] = [];
  for (const [id, section] of parts.sections) {
    const entry = graph.steps.get(id);
    if (entry === undefined || entry.disabled) continue;
    sections.set(id, compileGraph(section, compilation, step.kind));
    const { kind, config, title = id } = entry;
    entries.push({ step: id, title, kind, config });
  }
  return { main: compileGraph(parts.main, compilation, step.kind), sections, entries };
}

/** The port a failed step with `onError: port` goes on from. */
export const errorPort = 'error';

type MutableStepPlan = { -readonly [Key in keyof StepPlan]: StepPlan[Key] } & {
  outgoing: EdgePlan[];
};

function compileStep(
  step: Step,
  kind: ExecutableKind | undefined,
  index: number,
  compilation: Compilation,
): MutableStepPlan {
  const { workflow, problems } = compilation;
  const definition = kind?.definition;
  const container = definition?.container !== undefined;
  const coordinates = container || definition?.calls !== undefined;
  const effects = ask(() => definition?.effects(step.config));
  const pinned = workflow.pins.get(step.id);
  const outputs = outputPorts(step, kind);
  // A pin says what a step gives, not where it goes on: a step with several ways still decides.
  const pin = pinned !== undefined && outputs.length <= 1 ? { value: pinned } : null;
  if (kind === undefined && !step.disabled && pin === null) problems.push(unknownKind(step));
  return {
    id: step.id,
    index,
    step,
    join: step.join,
    disabled: step.disabled,
    incoming: 0,
    outgoing: [],
    outputs,
    // The registry's runners differ in Config; each gets what its own schema has parsed.
    run: (kind?.run ?? neverRuns) as StepRunner<unknown>,
    config: compileConfig(step, definition, workflow.profile),
    pure: effects === 'pure',
    reachesOutside: effects !== 'pure' && !coordinates && definition?.confines !== true,
    asks: asksWhenInterrupted(step, effects, coordinates),
    unsafe: !coordinates && effects !== 'pure' && effects !== 'idempotent',
    hasCode: Object.values(definition?.form ?? {}).some(({ widget }) => widget === 'code'),
    handles: (error, section) => {
      const entries = [...(step.body?.steps.values() ?? [])];
      const handles = definition?.container?.handles;
      return ask(() => handles?.(step.config, entries, error, section)) ?? false;
    },
    coordinates,
    aliases: ask(() => definition?.container?.aliases?.(step.config)) ?? {},
    body: container && step.body ? compileBody(step, step.body, compilation) : null,
    timeout:
      step.timeout ??
      definition?.timeout ??
      // The workflow's limit is for one piece of work; a container's work is that of its steps.
      (coordinates ? null : (workflow.settings.timeout ?? null)),
    pin,
    cost: compileCost(step),
    end: true,
  };
}

/** The step with other settings, at its place in its graph. */
export function planWithConfig(
  plan: StepPlan,
  config: JsonObject,
  workflow: Workflow,
  kinds: Kinds,
): StepPlan {
  const step = { ...plan.step, config };
  const { body: _body, ...flat } = step;
  const fresh = compileStep(flat, kinds.get(step.kind), plan.index, {
    workflow,
    kinds,
    problems: [],
  });
  const { incoming, outgoing, end, body } = plan;
  return { ...fresh, step, incoming, outgoing, end, body };
}

function outputPorts(step: Step, kind: ExecutableKind | undefined): readonly string[] {
  const ports = ask(() => kind?.definition.ports(step.config));
  const names = ports?.outputs.map((port) => port.name) ?? ['out'];
  return names.filter((name) => name !== errorPort);
}

/** A definition asked about settings that no schema has passed may fail; then it says nothing. */
function ask<Answer>(question: () => Answer): Answer | undefined {
  try {
    return question();
  } catch {
    // The same settings fail their step with STEP_CONFIG when its turn comes.
    return undefined;
  }
}

/** What coordinates others has no effect of its own; what we know nothing of may have any. */
function asksWhenInterrupted(
  step: Step,
  effects: StepEffects | undefined,
  coordinates: boolean,
): boolean {
  if (coordinates) return false;
  if (step.onInterrupt !== undefined) return step.onInterrupt === 'ask';
  return effects !== 'pure' && effects !== 'idempotent';
}

function isTrigger(step: Step, kinds: Kinds): boolean {
  return kinds.get(step.kind)?.definition.trigger === true;
}

function neverRuns(): never {
  throw new Error('A step of an unknown kind was run.');
}

function unknownKind(step: Step): AppErrorData {
  return {
    code: 'STEP_UNKNOWN',
    kind: 'user',
    message: `Step "${step.id}" has the kind "${step.kind}", which this version does not know.`,
    hint: 'Correct the kind, disable the step, or open the file with a newer version.',
    details: { step: step.id, kind: step.kind },
  };
}

function cycleProblem(cycle: readonly string[]): AppErrorData {
  return {
    code: 'GRAPH_CYCLE',
    kind: 'user',
    message: `The edges form a circle: ${cycle.join(' -> ')}.`,
    hint: 'Remove one of these edges; to repeat steps, use a loop.',
    details: { steps: [...cycle] },
  };
}
