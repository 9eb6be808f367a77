import type { z } from 'zod';
import type { JsonObject, JsonValue } from '../lib/json';
import type { Leave } from '../runs/events';
import type { Type } from '../types/type';

// What a step kind says about itself. Pure: used by the studio, the validator, the command line
// and the docs alike. What it does when it runs is in src-main/steps/<kind>/run.ts.

export type StepCategory =
  'trigger' | 'logic' | 'data' | 'code' | 'integration' | 'flow' | 'annotation';

/**
 * What happens when an attempt is repeated. `pure`: nothing outside the run. `idempotent`: safe to
 * repeat. `unsafe`: an outside effect that must not be repeated without asking.
 */
export type StepEffects = 'pure' | 'idempotent' | 'unsafe';

export interface Port {
  readonly name: string;
  /** Shown on hover; the name when absent. */
  readonly label?: string;
}

export interface Ports {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** Which widget a setting gets in the generated form, when its schema does not say enough. */
export type FormWidget =
  | 'text'
  | 'multiline'
  | 'code'
  | 'expression'
  | 'json'
  | 'number'
  | 'switch'
  | 'select'
  | 'key-value'
  | 'list'
  | 'file-open'
  | 'file-save'
  | 'duration'
  | 'date-time'
  | 'json-schema'
  | 'secret';

export interface FormField {
  readonly widget?: FormWidget;
  readonly label?: string;
  readonly help?: string;
  readonly placeholder?: string;
  /** Name of a config key that holds the language of a `code` widget, or the language itself. */
  readonly language?: string;
  /** Fields with the same group stand together under a heading. */
  readonly group?: string;
  /** Folded away until asked for. */
  readonly advanced?: boolean;
  /** Shown only while this is true of the (unresolved) config. */
  readonly visibleWhen?: (config: JsonObject) => boolean;
}

/** What the language needs to know to check a kind's extra names in a lazy setting. */
export interface LazySetting {
  /** Top-level key in the config whose bindings the runner evaluates itself, item by item. */
  readonly key: string;
  /** Roots that exist only there, e.g. `['item', 'index']`. */
  readonly locals: readonly string[];
  /** Containers only: the names that exist inside it exist in this setting too. */
  readonly seesBody?: boolean;
  /** The name of what has to be true or false: the setting itself, or a key inside it. */
  readonly truth?: string;
}

export interface ConfigProblem {
  readonly code: string;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly path: readonly (string | number)[];
  /** 1-based place inside the text at `path`, e.g. a syntax error in code. */
  readonly place?: { readonly line: number; readonly column: number };
}

export interface ContainerTraits {
  /** Names that exist in every part of the nested graph. */
  readonly locals: (config: JsonObject) => readonly string[];
  /** What steps inside may end here; everything else goes on to the next container around it. */
  readonly absorbs?: readonly Leave[];
  /** Every step inside follows from an entry: there is no part that begins without one. */
  readonly entriesOnly?: boolean;
  /**
   * Names inside that stand for a key of `loop`, e.g. `{ order: 'item' }`, so that a large value is
   * recorded once.
   */
  readonly aliases?: (config: JsonObject) => Readonly<Record<string, string>>;
  /**
   * Whether a failure in its nested graph is taken care of, so that a debugger that stops at failures
   * which end the run need not stop there. `section` is the entry step whose part failed.
   */
  readonly handles?: (
    config: JsonObject,
    steps: readonly { readonly id: string; readonly kind: string; readonly config: JsonObject }[],
    error: { readonly code: string; readonly kind: string },
    section: string | null,
  ) => boolean;
}

/** Another workflow runs inside the step. */
export interface CallTraits {
  /** The config key that names the workflow: a path relative to the file, a name or `name@version`. */
  readonly workflow: string;
  /** The config key that holds the other workflow's input. */
  readonly input: string;
  /** The config key that makes the step's output of what the other workflow gives. */
  readonly output?: string;
}

export interface EntryTraits {
  /** Kinds of containers it may stand in, directly. */
  readonly in: readonly string[];
  /** There may be only one of it in a container. */
  readonly single?: boolean;
  /** Names that exist in its section only. */
  readonly locals?: readonly string[];
  /** Its section sees the steps of the part without an entry; those may not have run. */
  readonly seesMain?: boolean;
  /** Config key that names a step of the part without an entry, to which the section belongs. */
  readonly forStep?: string;
}

/** A part of a container's graph, and what it gives. */
export interface PartTyping {
  /** The settings of the step that begins the part; null for the main part. */
  readonly entry: { readonly kind: string; readonly config: JsonObject } | null;
  readonly result: Type;
}

/** What a kind may ask when it says which types it has. Answers are as good as what is known. */
export interface TypingContext {
  /** The type of a setting with its bindings resolved; `locals` are further names it sees. */
  readonly typeOf: (value: JsonValue | undefined, locals?: Readonly<Record<string, Type>>) => Type;
  /** The parts of the nested graph, the main part first. */
  readonly parts: () => readonly PartTyping[];
  /** What the workflow gives that the step calls. */
  readonly called: () => Type;
}

/** Types that a JSON Schema of the settings alone cannot say: those that follow from what flows in. */
export interface StepTyping {
  /** Of the output; takes the place of `outputSchema` where it knows more. */
  readonly output?: (config: JsonObject, context: TypingContext) => Type;
  /** Of names that exist inside the container and in lazy settings. */
  readonly locals?: (config: JsonObject, context: TypingContext) => Readonly<Record<string, Type>>;
  /** The types come from the code in this setting: whoever can read it says so. */
  readonly code?: string;
}

export interface StepDefinition<Kind extends string = string, Config = unknown> {
  readonly kind: Kind;
  /** Version of the config's shape; raise it with a migration. */
  readonly version: number;
  readonly title: string;
  /** One sentence for the palette: what it is for. */
  readonly description: string;
  /** A lucide icon name, e.g. `globe`. */
  readonly icon: string;
  readonly category: StepCategory;
  /** Extra words the palette search finds it by. */
  readonly keywords: readonly string[];
  /** Schema of the settings after bindings are resolved. Unknown keys are kept by the file and ignored here. */
  readonly config: z.ZodType<Config>;
  /** Settings of a freshly placed step, as they would stand in the file. */
  readonly defaults: JsonObject;
  readonly ports: (config: JsonObject) => Ports;
  readonly effects: (config: JsonObject) => StepEffects;
  /** By top-level config key, in the order of the form. */
  readonly form: Readonly<Record<string, FormField>>;
  /** The line under the title on the canvas, from the unresolved config: `GET api.example.com`. */
  readonly summary: (config: JsonObject) => string;
  /** JSON Schema of the output as far as the config tells; undefined = unknown. */
  readonly outputSchema: (config: JsonObject) => JsonObject | undefined;
  readonly types?: StepTyping;
  readonly lazy: readonly LazySetting[];
  /** Config keys whose text is never treated as a template, e.g. source code. */
  readonly verbatim: readonly string[];
  /** Default time limit of one attempt in milliseconds, below the step's own and above the workflow's. */
  readonly timeout?: number;
  /** Present for containers: the step has a nested graph; names that exist inside it. */
  readonly container?: ContainerTraits;
  /**
   * The step begins a section of the container around it: a part of the nested graph that runs when
   * the container says so, e.g. the handler of an error. Steps that follow it belong to the section.
   */
  readonly entry?: EntryTraits;
  /** It ends the graph around it. */
  readonly leaves?: Leave;
  /** Present for kinds that run another workflow: they coordinate and need no slot. */
  readonly calls?: CallTraits;
  /**
   * True for kinds that keep themselves from everything outside the run while the workflow is not
   * trusted. Other kinds with effects are refused then.
   */
  readonly confines?: boolean;
  /** True for kinds that never run and take no part in the graph, such as notes. */
  readonly annotation?: boolean;
  /** True for kinds a run starts at. */
  readonly trigger?: boolean;
  /** True when a port that leads nowhere is probably an oversight, as with a decision. */
  readonly expectsAllOutputs?: boolean;
  /** Names under `vars` that the step sets when it runs. */
  readonly variables?: (config: JsonObject) => readonly string[];
  /** Checks beyond the schema, e.g. that code compiles. Pure and quick. */
  readonly check?: (config: JsonObject) => readonly ConfigProblem[];
  /** Markdown shown in the studio and in docs/steps. */
  readonly docs: string;
}

/** Identity at run time; it checks the literal type of `kind` and ties config to its schema. */
export function defineStep<const Kind extends string, Config>(
  definition: StepDefinition<Kind, Config>,
): StepDefinition<Kind, Config> {
  return definition;
}

/** What a definition without special ports returns. */
export const onePortEach: Ports = { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] };
