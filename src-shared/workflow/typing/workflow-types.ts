import type { StepDefinition, PartTyping, TypingContext } from '../../steps/define-step';
import type { JsonValue } from '../../lib/json';
import type { Surroundings } from '../../types/infer/inference';
import { typeOfExample } from '../../types/of-value';
import { typeOfSchema } from '../../types/of-schema';
import { loosen, refine } from '../../types/refine';
import { anyType, neverType, sameType, type Type } from '../../types/type';
import { unionOf, widen } from '../../types/union';
import { graphParts } from '../graph/parts';
import { allScopes, type StepScope } from '../graph/scopes';
import type { Step, StepId, Workflow } from '../model';
import { resultOfGraph, returnedValues, type FindKind } from './body-parts';
import type { TypeEvidence } from './evidence';
import { typingOrder } from './dependencies';
import { ownOutput } from './own-output';
import { rootsOf } from './roots';
import { typeOfSetting } from './setting-type';
import { initialVariables, typesOfVariables, variablesType } from './variables';

export interface TypesOptions {
  readonly find: FindKind;
  readonly evidence?: TypeEvidence;
  /** The key of the workflow itself, where others may call it; for references in it. */
  readonly self?: string | null;
  /** Leaves examples aside: samples, pins and recorded values. What is left is certain. */
  readonly sure?: boolean;
}

/** The types of everything in a workflow, each worked out when it is asked for. */
export interface WorkflowTypes {
  readonly workflow: Workflow;
  readonly input: Type;
  readonly vars: () => Type;
  /** What a step gives when it completes. */
  readonly outputOf: (id: StepId) => Type;
  /** Names that expressions of a step see; of the workflow's result for null. */
  readonly rootsAt: (id: StepId | null) => Surroundings;
  /** The same in a lazy setting, which has names of its own. */
  readonly rootsInSetting: (id: StepId, key: string) => Surroundings;
  /** The same with further names of the step's own. */
  readonly rootsWith: (id: StepId | null, names: readonly string[]) => Surroundings;
  /** What the workflow gives. */
  readonly result: () => Type;
  /** What is known of a called workflow. */
  readonly called: (step: Step) => WorkflowTypes | undefined;
}

/** Workflows that call workflows are followed so deep. */
const deepestCall = 6;

export function typesOfWorkflow(
  workflow: Workflow,
  options: TypesOptions,
  depth = 0,
): WorkflowTypes {
  return new Typing(workflow, options, depth).face();
}

class Typing {
  private readonly outputs = new Map<StepId, Type>();
  private readonly roots = new Map<string, Surroundings>();
  private readonly calls = new Map<string, WorkflowTypes | undefined>();
  private readonly contexts = new Map<StepId, TypingContext>();
  private readonly input: Type;
  private variables: Type | undefined;
  private ordering = false;
  private whole: Type | undefined;

  constructor(
    private readonly workflow: Workflow,
    private readonly options: TypesOptions,
    private readonly depth: number,
  ) {
    this.input = refine(typeOfSchema(workflow.input), options.sure ? undefined : this.seenInput());
  }

  private seenInput(): Type | undefined {
    const recorded = this.options.evidence?.input;
    const examples = this.workflow.samples.map(({ input }) => typeOfExample(input));
    return recorded ?? (examples.length > 0 ? unionOf(examples) : undefined);
  }

  face(): WorkflowTypes {
    return {
      workflow: this.workflow,
      input: this.input,
      vars: () => this.vars(),
      outputOf: (id) => this.outputOf(id),
      rootsAt: (id) => this.rootsAt(id),
      rootsInSetting: (id, key) => this.rootsInSetting(id, key),
      rootsWith: (id, names) => this.rootsWith(id, names),
      result: () => this.result(),
      called: (step) => this.called(step),
    };
  }

  private definitionOf(step: Step): StepDefinition | undefined {
    return this.options.find(step.kind);
  }

  private outputOf(id: StepId): Type {
    const known = this.outputs.get(id);
    if (known !== undefined) return known;
    // Asked from inside of a round, what is needed comes next; from outside, it is put in order first.
    if (!this.ordering) {
      this.vars();
      this.ordering = true;
      try {
        for (const before of typingOrder(this.workflow, id, (step) => this.outputs.has(step))) {
          this.outputNow(before);
        }
      } finally {
        this.ordering = false;
      }
    }
    return this.outputNow(id);
  }

  private outputNow(id: StepId): Type {
    const known = this.outputs.get(id);
    if (known !== undefined) return known;
    // A step whose type follows from itself may be anything.
    this.outputs.set(id, anyType);
    const step = allScopes(this.workflow).get(id)?.step;
    const type = step === undefined ? anyType : this.workOut(step);
    this.outputs.set(id, type);
    return type;
  }

  private workOut(step: Step): Type {
    const { evidence, sure: certain } = this.options;
    const pin = this.workflow.pins.get(step.id);
    if (pin !== undefined) {
      if (certain) return anyType;
      const example = typeOfExample(pin);
      const declared = this.declared(step);
      const alike = declared.kind === 'object' && example.kind === 'object';
      return loosened(alike ? refine({ ...declared, rest: anyType }, example) : widen(example));
    }
    const recorded = certain ? undefined : evidence?.outputs?.get(step.id);
    const sure = refine(this.declared(step), recorded);
    // An error may take the place of the output.
    return step.onError === 'fail' && !step.disabled ? sure : loosened(sure);
  }

  private declared(step: Step): Type {
    const definition = this.definitionOf(step);
    if (definition === undefined) return anyType;
    if (definition.trigger === true) return this.input;
    const { types } = definition;
    if (types?.code !== undefined) return this.options.evidence?.code?.get(step.id) ?? anyType;
    if (types?.output !== undefined) return types.output(step.config, this.contextOf(step));
    return typeOfSchema(definition.outputSchema(step.config));
  }

  /** What an attempt gives that succeeds, whatever its policy makes of failures. */
  private given(step: Step): Type {
    const { evidence, sure } = this.options;
    return refine(this.declared(step), sure ? undefined : evidence?.outputs?.get(step.id));
  }

  private contextOf(step: Step): TypingContext {
    const known = this.contexts.get(step.id);
    if (known !== undefined) return known;
    const context: TypingContext = {
      typeOf: (value, locals) => this.typeOf(step.id, value, locals),
      parts: () => this.partsOf(step),
      called: () => this.called(step)?.result() ?? anyType,
    };
    this.contexts.set(step.id, context);
    return context;
  }

  private typeOf(
    id: StepId,
    value: JsonValue | undefined,
    locals?: Readonly<Record<string, Type>>,
  ): Type {
    const roots = this.rootsAt(id);
    const around = locals ? new Map([...roots, ...Object.entries(locals)]) : roots;
    return typeOfSetting(value, around);
  }

  private partsOf(step: Step): readonly PartTyping[] {
    if (step.body === undefined) return [];
    const { find } = this.options;
    const parts = graphParts(step.body, (inner) => find(inner.kind)?.entry !== undefined);
    const outputOf = (inner: Step): Type => this.outputOf(inner.id);
    const main = { entry: null, result: resultOfGraph(parts.main, find, outputOf) };
    const sections = [...parts.sections].map(([id, graph]): PartTyping => {
      const entry = step.body?.steps.get(id);
      return {
        entry: entry === undefined ? null : { kind: entry.kind, config: entry.config },
        result: resultOfGraph(graph, find, outputOf),
      };
    });
    return parts.main.steps.size === 0 ? sections : [main, ...sections];
  }

  private called(step: Step): WorkflowTypes | undefined {
    const calls = this.definitionOf(step)?.calls;
    const reference = calls === undefined ? undefined : step.config[calls.workflow];
    const { evidence, self = null, find } = this.options;
    if (typeof reference !== 'string' || reference.includes('{{')) return undefined;
    if (this.depth >= deepestCall) return undefined;
    if (this.calls.has(reference)) return this.calls.get(reference);
    const found = evidence?.resolveWorkflow?.(reference, self);
    const types =
      found &&
      typesOfWorkflow(
        found.workflow,
        {
          find,
          self: found.key,
          ...(this.options.sure && { sure: true }),
          evidence: evidence?.resolveWorkflow ? { resolveWorkflow: evidence.resolveWorkflow } : {},
        },
        this.depth + 1,
      );
    this.calls.set(reference, types);
    return types;
  }

  private vars(): Type {
    if (this.variables !== undefined) return this.variables;
    const { workflow } = this;
    // What variables are set to may follow from variables: from what they begin with, then from that.
    let before = initialVariables(workflow);
    for (let round = 0; round < 3; round += 1) {
      this.variables = variablesType(before);
      const found = typesOfVariables(workflow, this.options.find, (id) => this.outputOf(id));
      this.outputs.clear();
      this.roots.clear();
      const settled = [...found].every(([name, type]) =>
        sameType(type, before.get(name) ?? neverType),
      );
      before = settled || round < 2 ? found : withoutUnsettled(found, before);
      if (settled) break;
    }
    this.variables = variablesType(before);
    return this.variables;
  }

  private rootsAt(id: StepId | null): Surroundings {
    const key = id ?? '';
    const known = this.roots.get(key);
    if (known !== undefined) return known;
    const scope = id === null ? undefined : allScopes(this.workflow).get(id);
    const roots = rootsOf(this.workflow, scope ?? null, {
      find: this.options.find,
      input: this.input,
      vars: () => this.vars(),
      outputOf: (step) => this.outputOf(step),
      localsOf: (container) => this.localsOf(container),
    });
    this.roots.set(key, roots);
    return roots;
  }

  private localsOf(step: Step): Readonly<Record<string, Type>> {
    const typing = this.definitionOf(step)?.types?.locals;
    return typing === undefined ? {} : typing(step.config, this.contextOf(step));
  }

  private rootsInSetting(id: StepId, key: string): Surroundings {
    const scope: StepScope | undefined = allScopes(this.workflow).get(id);
    const definition = scope && this.definitionOf(scope.step);
    const lazy = definition?.lazy.find((setting) => setting.key === key);
    if (scope === undefined || definition === undefined || lazy === undefined) {
      return this.rootsAt(id);
    }
    const inside = lazy.seesBody ? (definition.container?.locals(scope.step.config) ?? []) : [];
    return this.rootsWith(id, [...inside, ...lazy.locals]);
  }

  private rootsWith(id: StepId | null, names: readonly string[]): Surroundings {
    const scope = id === null ? undefined : allScopes(this.workflow).get(id);
    if (names.length === 0) return this.rootsAt(id);
    const types = scope === undefined ? {} : this.localsOf(scope.step);
    const around = new Map(this.rootsAt(id));
    for (const name of names) {
      const own = name === ownOutput && scope !== undefined ? this.given(scope.step) : anyType;
      around.set(name, types[name] ?? own);
    }
    return around;
  }

  private result(): Type {
    if (this.whole !== undefined) return this.whole;
    this.whole = anyType;
    const { workflow } = this;
    const { find } = this.options;
    const outputOf = (step: Step): Type => this.outputOf(step.id);
    const own =
      workflow.result === undefined
        ? resultOfGraph(workflow, find, outputOf)
        : typeOfSetting(workflow.result, this.rootsAt(null));
    this.whole = refine(
      unionOf([own, ...returnedValues(workflow, find, outputOf)]),
      typeOfSchema(workflow.output),
    );
    return this.whole;
  }
}

/** Keys that are there now may be gone: what a person pinned, what an error replaced. */
function loosened(type: Type): Type {
  return type.kind === 'object' ? loosen(type) : anyType;
}

/** A variable whose type grows with every round may hold anything. */
function withoutUnsettled(
  found: ReadonlyMap<string, Type>,
  before: ReadonlyMap<string, Type>,
): Map<string, Type> {
  return new Map(
    [...found].map(([name, type]) => [
      name,
      sameType(type, before.get(name) ?? neverType) ? type : anyType,
    ]),
  );
}
