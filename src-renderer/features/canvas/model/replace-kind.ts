import type { JsonObject } from '@shared/lib/json';
import type { Port, StepDefinition } from '@shared/steps/define-step';
import type { NewEdge, WorkflowEdit } from '@shared/workflow/edit/workflow-edit';
import type { Edge, Step } from '@shared/workflow/model';
import { portsOf } from './node-size';

// A step becomes one of another kind and keeps what the other kind understands: its id, so that
// expressions go on working, its title, settings of the same name that are valid there, and wires
// whose ports exist or have an obvious counterpart.

export interface Replacement {
  readonly edit: WorkflowEdit;
  /** Settings of the old kind that have no place in the new one. */
  readonly lostSettings: readonly string[];
  readonly lostWires: number;
}

/** Whether a step may become one of that kind at all. */
export function canBecome(
  step: Step,
  from: StepDefinition | undefined,
  to: StepDefinition,
): boolean {
  if (to.kind === step.kind || to.annotation !== from?.annotation) return false;
  // Both have their place in a container, and only in one that knows them.
  if (to.entry !== undefined || from?.entry !== undefined) return false;
  const hasSteps = (step.body?.steps.size ?? 0) > 0;
  return !hasSteps || to.container !== undefined;
}

export function replaceKind(
  step: Step,
  from: StepDefinition | undefined,
  to: StepDefinition,
  edges: { readonly incoming: readonly Edge[]; readonly outgoing: readonly Edge[] },
): Replacement {
  const { kept, lost } = settingsFor(step.config, to);
  const ports = portsOf(to, { config: kept, onError: step.onError });
  const edits: WorkflowEdit[] = [
    { type: 'set-step-field', id: step.id, field: 'kind', value: to.kind },
    { type: 'set-config', id: step.id, path: [], value: emptyAsNothing(kept) },
  ];
  if (step.title !== undefined && from !== undefined && step.title.startsWith(from.title)) {
    // It was only named after its kind.
    const title = step.title.replace(from.title, to.title);
    edits.push({ type: 'set-step-field', id: step.id, field: 'title', value: title });
  }
  let lostWires = 0;
  const rewire = (edge: Edge, port: string, list: readonly Port[], end: 'from' | 'to'): void => {
    if (list.some(({ name }) => name === port)) return;
    const instead = list.find(({ name }) => name !== 'error')?.name;
    if (instead === undefined) {
      lostWires += 1;
      edits.push({ type: 'disconnect', edges: [edge.id] });
      return;
    }
    edits.push({ type: 'reconnect', edge: edge.id, to: withPort(edge, end, instead) });
  };
  for (const edge of edges.outgoing) rewire(edge, edge.fromPort, ports.outputs, 'from');
  for (const edge of edges.incoming) rewire(edge, edge.toPort, ports.inputs, 'to');
  return { edit: { type: 'batch', edits }, lostSettings: lost, lostWires };
}

function withPort(edge: Edge, end: 'from' | 'to', port: string): NewEdge {
  const { from, fromPort, to, toPort } = edge;
  return end === 'from'
    ? { from, fromPort: port, to, toPort }
    : { from, fromPort, to, toPort: port };
}

/** The new kind's defaults, with the old settings of the same name that it accepts. */
function settingsFor(
  config: JsonObject,
  to: StepDefinition,
): { kept: JsonObject; lost: readonly string[] } {
  let kept: JsonObject = { ...to.defaults };
  const lost: string[] = [];
  for (const [key, value] of Object.entries(config)) {
    if (value === undefined || same(value, to.defaults[key])) continue;
    const tried = { ...kept, [key]: value };
    if (key in to.form && isAcceptable(to, kept, tried)) kept = tried;
    else lost.push(key);
  }
  return { kept, lost };
}

/** A setting with a binding has no value yet, so only settings that are written out can be refused. */
function isAcceptable(to: StepDefinition, before: JsonObject, after: JsonObject): boolean {
  if (JSON.stringify(after).includes('{{')) return true;
  const result = to.config.safeParse(after);
  return result.success || !to.config.safeParse(before).success;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function emptyAsNothing(config: JsonObject): JsonObject | undefined {
  return Object.keys(config).length === 0 ? undefined : config;
}
