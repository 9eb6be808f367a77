import type { TemplateAnalysis } from '../../expressions/types';
import { parseTemplate } from '../../expressions/template';
import { configJsonSchema } from '../../steps/config-json-schema';
import type { LazySetting, StepDefinition } from '../../steps/define-step';
import type { Surroundings, TypeFault } from '../../types/infer/inference';
import { createInference } from '../../types/infer/infer-type';
import { labelOf, spokenType } from '../../types/label';
import { misfit } from '../../types/misfit';
import { typeOfSchema } from '../../types/of-schema';
import { booleanType, numberType, textType, type Type } from '../../types/type';
import type { TextRange } from '../problem';
import type { SourcePath } from '../source/node';
import { resultOf, treeOf } from '../typing/setting-type';
import type { WorkflowTypes } from '../typing/workflow-types';
import { isGuarded } from './guards';
import { edgeOfFault } from './fault-edge';
import { partFix } from './part-fix';
import { settingSchema } from './setting-schema';
import type { Use } from './use';
import type { Validation } from './validation';

export interface TypedUse {
  readonly use: Use;
  readonly definition: StepDefinition;
  readonly path: SourcePath;
  /** The lazy setting that the text stands in. */
  readonly lazy: LazySetting | undefined;
  readonly analysis: TemplateAnalysis;
  /** What has been told of the text already. */
  readonly told: readonly TextRange[];
  readonly text: string;
}

/** That expressions are right by their types, and give what their setting takes, as far as is known. */
export function checkTypes(validation: Validation, typed: TypedUse): void {
  const { use, analysis, lazy, path } = typed;
  const { scope } = use;
  if (scope === null || analysis.errors.length > 0 || mayGiveOther(validation)) return;
  const rootsIn = (types: WorkflowTypes): Surroundings =>
    lazy === undefined
      ? types.rootsAt(scope.step.id)
      : types.rootsInSetting(scope.step.id, String(path[0]));
  const seen = validation.seen === null ? null : rootsIn(validation.seen);
  const type = checkBindings(validation, typed, rootsIn(validation.types), seen);
  checkSetting(validation, typed, type);
}

/** The same for a key of a step that takes an amount and sees further `names`. */
export function checkAmountTypes(
  validation: Validation,
  typed: Pick<TypedUse, 'use' | 'analysis' | 'told' | 'text' | 'path'>,
  names: readonly string[],
): void {
  const { use, analysis } = typed;
  if (use.scope === null || analysis.errors.length > 0 || mayGiveOther(validation)) return;
  const { id } = use.scope.step;
  const seen = validation.seen?.rootsWith(id, names) ?? null;
  const type = checkBindings(validation, typed, validation.types.rootsWith(id, names), seen);
  checkWanted(validation, typed, type, numberType);
}

/** The same for a value of the workflow itself, which no setting asks for. */
export function checkValueTypes(
  validation: Validation,
  typed: Pick<TypedUse, 'use' | 'analysis' | 'told' | 'text'>,
): void {
  if (typed.analysis.errors.length > 0 || mayGiveOther(validation)) return;
  const seen = validation.seen?.rootsAt(null) ?? null;
  checkBindings(validation, typed, validation.types.rootsAt(null), seen);
}

/** Where a missing key stands for null or for its own text, and where bindings give text. */
export function mayGiveOther({ workflow }: Validation): boolean {
  return workflow.settings.missing !== 'error' || workflow.profile?.interpolation === 'text';
}

/** What is wrong inside the bindings of a text; answers what the text gives, as far as that is certain. */
function checkBindings(
  validation: Validation,
  { use, told, text, analysis }: Pick<TypedUse, 'use' | 'analysis' | 'told' | 'text'>,
  around: Surroundings,
  seen: Surroundings | null,
): Type {
  const { segments, single } = parseTemplate(text);
  let type: Type = textType;
  for (const segment of segments) {
    if (typeof segment === 'string') continue;
    const tree = treeOf(segment.source);
    if (tree === null) continue;
    const faults: TypeFault[] = [];
    const note = (fault: TypeFault): unknown => faults.push(fault);
    const given = createInference(segment.source, note).infer(tree, around);
    if (segment === single) type = resultOf(given);
    const sure = faults.length;
    // What only examples contradict may be right all the same.
    if (seen !== null) createInference(segment.source, note).infer(tree, seen);
    const offset = segment.from + 2;
    const ranges: TextRange[] = [...told];
    faults.forEach((fault, at) => {
      const range = { from: fault.range.from + offset, to: fault.range.to + offset };
      if (ranges.some((place) => overlaps(place, range))) return;
      ranges.push(range);
      reportFault(validation, { use, analysis }, fault, { range, offset, sure: at < sure });
    });
  }
  return type;
}

function overlaps(one: TextRange, other: TextRange): boolean {
  return one.from < other.to && other.from < one.to;
}

function reportFault(
  validation: Validation,
  { use, analysis }: Pick<TypedUse, 'use' | 'analysis'>,
  fault: TypeFault,
  {
    range,
    offset,
    sure,
  }: { readonly range: TextRange; readonly offset: number; readonly sure: boolean },
): void {
  const { code, hint, fix } = fault;
  const perhaps = !sure || code === 'TYPE_OPTIONAL' || code === 'TYPE_UNSEEN';
  const message =
    sure || code === 'TYPE_UNSEEN'
      ? fault.message
      : `By what has been seen so far, ${lowerFirst(fault.message)}`;
  if (code === 'TYPE_OPTIONAL' && isGuarded(validation, use, fault.path ?? [], analysis)) return;
  const place =
    fix && use.rangeOf({ from: fix.from + offset, to: Math.max(fix.to, fix.from + 1) + offset });
  const edge = edgeOfFault(validation, use.scope, analysis.references, range);
  use.report(
    {
      code,
      severity: perhaps ? 'hint' : 'warning',
      message,
      hint,
      ...(edge !== undefined && { edge }),
      fixes:
        fix && place
          ? [
              {
                title: fix.title,
                changes: [
                  {
                    from: place.from,
                    to: fix.to === fix.from ? place.from : place.to,
                    insert: fix.insert,
                  },
                ],
              },
            ]
          : [],
    },
    range,
  );
}

function lowerFirst(text: string): string {
  return /^This /.test(text) ? `this ${text.slice(5)}` : text;
}

function checkSetting(validation: Validation, typed: TypedUse, type: Type): void {
  const { definition, path, lazy } = typed;
  const wanted =
    lazy === undefined
      ? settingType(definition, path)
      : path.at(-1) === lazy.truth
        ? booleanType
        : undefined;
  if (wanted !== undefined) checkWanted(validation, typed, type, wanted);
}

function checkWanted(
  validation: Validation,
  { use, analysis, path, text }: Pick<TypedUse, 'use' | 'analysis' | 'path' | 'text'>,
  type: Type,
  wanted: Type,
): void {
  const wrong = misfit(type, wanted, { textTakesAll: true });
  if (wrong === undefined) return;
  const [reference] = analysis.references;
  const range = reference?.range ?? { from: 0, to: text.length };
  const what = analysis.single ? text.slice(2, -2).trim() : 'a text with a binding in it';
  const inside = wrong.path.length === 0 ? '' : ` (at ${wrong.path.join('.')})`;
  const edge = edgeOfFault(validation, use.scope, analysis.references, range);
  use.report(
    {
      code: 'TYPE_MISMATCH',
      severity: 'warning',
      message: `\`${path.join('.')}\` wants ${wrong.wanted}, but ${what.slice(0, 80)}${inside} is ${shownType(wrong.given, type)}`,
      hint: wrong.near
        ? `Did you mean ${wrong.near}?`
        : 'Bind another value, or convert it in the expression.',
      ...(edge !== undefined && { edge }),
      fixes: analysis.single ? partFix(use, analysis, type, wanted, text) : [],
    },
    range,
  );
}

/** `an object { id: number }`: what it is in words, and what it looks like where that helps. */
function shownType(words: string, type: Type): string {
  if (type.kind !== 'object' && type.kind !== 'list') return words;
  if (words !== spokenType(type)) return words;
  return `${words}: ${labelOf(type, { most: 60 })}`;
}

function settingType(definition: StepDefinition, path: SourcePath): Type | undefined {
  const schema = settingSchema(configJsonSchema(definition), path);
  const type = schema === undefined ? undefined : typeOfSchema(schema);
  return type === undefined || type.kind === 'any' ? undefined : type;
}
