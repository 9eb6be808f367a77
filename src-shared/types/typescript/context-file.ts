import { resultOf } from '../../workflow/typing/setting-type';
import { declareType, commentText, type DeclareOptions } from '../declare';
import type { Surroundings } from '../infer/inference';
import type { Type } from '../type';
import { isImportable } from './virtual-file';

export interface ContextOptions {
  /** `code`: values are JSON, and secrets are text. `expression`: dates and secrets are themselves. */
  readonly for: 'code' | 'expression';
  /** Steps that need a declaration; all that can be seen when absent. */
  readonly steps?: ReadonlySet<string>;
  readonly docs?: Readonly<Record<string, string>>;
}

/** Declarations of the names that a piece of a workflow sees. */
export function declareNames(
  names: Surroundings,
  options: ContextOptions,
  keyword: 'declare const' | 'export declare const',
): string {
  return [...names]
    .filter(([name]) => isImportable(name))
    .map(([name, type]) => {
      const doc = options.docs?.[name];
      const comment = doc === undefined ? '' : `/** ${commentText(doc)} */ `;
      const declared = name === 'steps' ? declareSteps(type, options) : declareOne(type, options);
      return `${comment}${keyword} ${name}: ${declared};`;
    })
    .join('\n');
}

function declareOne(type: Type, options: ContextOptions): string {
  const how: DeclareOptions = options.for === 'code' ? { secret: 'string' } : {};
  return declareType(options.for === 'code' ? resultOf(type) : type, how);
}

/** Of hundreds of steps a piece mostly names two or three. */
function declareSteps(type: Type, options: ContextOptions): string {
  if (type.kind !== 'object') return 'any';
  const wanted = options.steps ?? new Set(type.fields.keys());
  const members = [...wanted].flatMap((id) => {
    const field = type.fields.get(id);
    if (field === undefined || !isImportable(id)) return [];
    const doc = field.doc === undefined ? '' : `/** Output of ${commentText(field.doc)}. */ `;
    const optional = field.optional ? '?' : '';
    return [`  ${doc}${id}${optional}: ${declareOne(field.type, options)};`];
  });
  // A step that may be named and is not there is told by the check of references.
  if (options.for === 'expression') members.push('  [id: string]: any;');
  return members.length === 0 ? '{}' : `{\n${members.join('\n')}\n}`;
}
