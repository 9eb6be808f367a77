import type { ExpressionScope } from '@shared/expressions/types';
import type { ContentHash } from '@shared/lib/ids';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { WorkflowPlan } from './plan';

export interface RunFacts {
  readonly run: string;
  readonly startedBy: string;
  readonly createdAt: number;
  /** Environment variables that the run may give to those who name them. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface WorkflowIdentity {
  readonly id: string | null;
  readonly hash: ContentHash;
}

export interface FrameRequest {
  readonly plan: WorkflowPlan;
  readonly ref: WorkflowIdentity;
  readonly input: JsonValue;
  /** Absolute folder of the workflow's file, where relative paths start. */
  readonly folder: string | null;
  readonly restricted: boolean;
  /** Names that all its steps see besides, of a run of one step; they hide no root. */
  readonly around?: JsonObject;
}

/**
 * A workflow at work: the run's own, or one that a step has called. What its expressions see of
 * the world is its own: input, variables, environment, names of secrets.
 */
export class Frame {
  vars: JsonObject;
  /** Roots that are the same for every step. */
  readonly common: JsonObject;
  readonly plan: WorkflowPlan;
  readonly folder: string | null;
  readonly restricted: boolean;
  /** Which workflow it is, over all its versions where it has an id. */
  readonly identity: string;
  /** Of its text. */
  readonly hash: ContentHash;
  /** How many calls lead to it; 0 for the run's own. */
  readonly depth: number;
  /** Made when first needed: one for all settings, because making its functions costs more than most of them. */
  expressions: (ExpressionScope & { roots: Readonly<Record<string, unknown>> }) | null = null;

  constructor(
    facts: RunFacts,
    request: FrameRequest,
    /** The frame of the step that called it; null for the run's own. */
    readonly outer: Frame | null,
    /** Segments of the paths of its steps that lead to it. */
    readonly pathLength: number,
  ) {
    const { plan } = request;
    const { workflow } = plan;
    this.plan = plan;
    this.folder = request.folder;
    this.identity = request.ref.id ?? request.ref.hash;
    this.hash = request.ref.hash;
    this.restricted = request.restricted || (outer?.restricted ?? false);
    this.depth = outer === null ? 0 : outer.depth + 1;
    this.vars = workflow.vars;
    this.common = {
      ...request.around,
      input: request.input,
      env: workflow.env.length === 0 ? noEnv : allowedEnvironment(facts.environment, workflow.env),
      run: { id: facts.run, workflow: workflow.name, startedAt: facts.createdAt },
      trigger: {
        startedBy: outer === null ? facts.startedBy : 'call',
        time: facts.createdAt,
      },
    };
  }
}

const noEnv: JsonObject = Object.freeze({});

/** The variables that a workflow names. */
export function allowedEnvironment(
  environment: Readonly<Record<string, string>>,
  names: readonly string[],
): JsonObject {
  const env: Record<string, string> = {};
  for (const name of names) {
    const value = environment[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}
