import type { Breakpoint } from '../../debug/breakpoints';
import type { JsonObject, JsonValue } from '../../lib/json';
import type { LayoutBox, StepGroup, StepId } from '../model';

// What the studio can do to a workflow. `planEdit` turns one of these into text changes.

/** A step to be written; `id` must be free, see `freeStepId`. */
export interface NewStep {
  readonly id: StepId;
  readonly kind: string;
  readonly title?: string;
  readonly description?: string;
  readonly with?: JsonObject;
  /** Where its box goes; absent = placed by itself. */
  readonly box?: LayoutBox;
}

/** An edge by its ends; ports default to `out` and `in`. */
export interface NewEdge {
  readonly from: StepId;
  readonly fromPort?: string;
  readonly to: StepId;
  readonly toPort?: string;
}

/** Keys of a step that are set as a whole; `with` has its own edit. */
export type StepField =
  | 'kind'
  | 'title'
  | 'description'
  | 'join'
  | 'skipWhen'
  | 'retry'
  | 'timeout'
  | 'rateLimit'
  | 'circuitBreaker'
  | 'onError'
  | 'onInterrupt'
  | 'cost'
  | 'disabled';

/** Keys of the workflow that are set as a whole or at a path inside. */
export type WorkflowField =
  | 'name'
  | 'description'
  | 'input'
  | 'output'
  | 'result'
  | 'vars'
  | 'env'
  | 'secrets'
  | 'settings'
  | 'samples';

export type WorkflowEdit =
  | {
      readonly type: 'add-steps';
      readonly steps: readonly NewStep[];
      /** Edges of the graph the steps go to; their ends may be new or old steps of it. */
      readonly edges?: readonly NewEdge[];
      /** Absent or null = top level. */
      readonly container?: StepId | null;
    }
  /** With everything inside them, and their edges, places and pins. */
  | { readonly type: 'remove-steps'; readonly ids: readonly StepId[] }
  | { readonly type: 'connect'; readonly edges: readonly NewEdge[] }
  | { readonly type: 'disconnect'; readonly edges: readonly string[] }
  /** Moves one edge's end, keeping its line in the list. */
  | { readonly type: 'reconnect'; readonly edge: string; readonly to: NewEdge }
  /** A -> B becomes A -> step -> B. The step may be new or one that exists in the same graph. */
  | {
      readonly type: 'insert-on-edge';
      readonly edge: string;
      readonly step: NewStep | StepId;
      readonly inPort?: string;
      readonly outPort?: string;
    }
  /** Changes `layout:` and nothing else. Null forgets the place; a part keeps the rest. */
  | {
      readonly type: 'move-steps';
      readonly boxes: readonly { readonly id: StepId; readonly box: Partial<LayoutBox> | null }[];
    }
  /** A group by its id: without `group` it is no longer there, its steps stay. */
  | {
      readonly type: 'set-group';
      readonly id: string;
      readonly group?: Omit<StepGroup, 'id'> | undefined;
    }
  /** Also in edges, layout, pins and every expression that refers to it. */
  | { readonly type: 'rename-step'; readonly id: StepId; readonly to: StepId }
  /** `path` inside `with:`; no value = delete. */
  | {
      readonly type: 'set-config';
      readonly id: StepId;
      readonly path: readonly (string | number)[];
      readonly value?: JsonValue | undefined;
    }
  | {
      readonly type: 'set-step-field';
      readonly id: StepId;
      readonly field: StepField;
      readonly value?: JsonValue | undefined;
    }
  | {
      readonly type: 'set-workflow-field';
      readonly field: WorkflowField;
      readonly path?: readonly (string | number)[];
      readonly value?: JsonValue | undefined;
    }
  | { readonly type: 'set-pin'; readonly id: StepId; readonly value?: JsonValue | undefined }
  /** A breakpoint of the file: `id` is null for a new one; without `breakpoint` it is removed. */
  | {
      readonly type: 'set-breakpoint';
      readonly id: string | null;
      readonly breakpoint?: Omit<Breakpoint, 'id'> | undefined;
    }
  /** Text from `copyFragment`; ids that are taken get a number. */
  | {
      readonly type: 'paste-fragment';
      readonly text: string;
      readonly container?: StepId | null;
      /** Where the top left corner of what is pasted goes. */
      readonly at?: { readonly x: number; readonly y: number };
    }
  /** Into a container, or out of it with null; edges that would cross the border are removed. */
  | {
      readonly type: 'move-to-container';
      readonly ids: readonly StepId[];
      readonly container: StepId | null;
    }
  /** One after the other, as one change of the text. */
  | { readonly type: 'batch'; readonly edits: readonly WorkflowEdit[] };
