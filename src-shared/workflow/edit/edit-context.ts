import type { AppErrorData } from '../../errors/app-error';
import type { StepId, Workflow } from '../model';
import { parseWorkflow, type ParsedWorkflow } from '../parse-workflow';
import type { StepSource } from '../read/read-context';
import { stepKeys } from '../read/read-steps';
import { workflowKeys } from '../read/read-workflow';
import type { MapNode, SourceNode, SourcePath } from '../source/node';
import type { Order, Patch } from '../source/patch';

/** What an edit works on: the parsed text, and the patch it adds its wishes to. */
export interface EditContext {
  readonly parsed: ParsedWorkflow;
  readonly root: MapNode;
  readonly workflow: Workflow;
  readonly patch: Patch;
  /** Keys of a step's settings that hold source code, never templates. */
  readonly verbatim: (kind: string) => readonly string[];
  /** The key of a kind's settings that holds a step's id, if there is one. */
  readonly namesStep: (kind: string) => string | undefined;
  /** Values are written as a whole: changing only what differs in them has not worked. */
  readonly whole?: boolean;
}

/** Thrown inside planEdit only, which turns it into a result. */
export class EditRefused extends Error {
  constructor(readonly data: AppErrorData) {
    super(data.message);
  }
}

export function refuse(code: string, message: string, hint: string): never {
  throw new EditRefused({ code, kind: 'user', message, hint });
}

export function stepOf(context: EditContext, id: StepId): StepSource {
  const step = context.parsed.source.steps.get(id);
  if (step !== undefined) return step;
  return refuse('STEP_MISSING', `There is no step "${id}"`, 'It may have been removed or renamed.');
}

/** Path of the map that holds `steps:` and `edges:`: the root, or a container. */
export function graphPath(context: EditContext, container: StepId | null | undefined): SourcePath {
  if (container === null || container === undefined) return [];
  const step = stepOf(context, container);
  if (step.node === null) {
    refuse('STEP_BROKEN', `The step "${container}" is not a map`, 'Repair it in the source first.');
  }
  return step.path;
}

/** Where a key of a workflow, or of the step or container at `path`, belongs. */
export function orderOf(path: SourcePath, key: string): Order {
  const keys: readonly string[] = path.length === 0 ? workflowKeys : stepKeys;
  return { level: path.length, before: keys.slice(keys.indexOf(key) + 1) };
}

/** Ids inside a container, at any depth, without its own. */
export function descendantsOf(context: EditContext, id: StepId): StepId[] {
  const inside: StepId[] = [];
  const { steps } = context.parsed.source;
  for (const step of steps.values()) {
    for (let outer = step.container; outer !== null; outer = steps.get(outer)?.container ?? null) {
      if (outer === id) {
        inside.push(step.id);
        break;
      }
    }
  }
  return inside;
}

/** The tree of a text, or null when the text has errors of syntax. */
export function readCleanRoot(text: string): SourceNode | null {
  const parsed = parseWorkflow(text);
  const broken = parsed.problems.some((problem) => problem.code === 'YAML_SYNTAX');
  return broken ? null : parsed.source.root;
}
