import type { Expression } from 'acorn';
import { inferType } from '../../types/infer/infer-type';
import type { Surroundings } from '../../types/infer/inference';
import { partsOfType } from '../../types/type';
import { presentOf } from '../../types/union';
import { library } from '../library/library';
import { methodDocs, type LibraryDoc } from '../library/method-docs';
import { placeholder, readUnfinished, bindingStart } from './caret';
import { documentationOf, receiverOf, rootTypes, type CompletionContext } from './complete';
import { enterArrow } from './enter-arrow';
import { walkExpression } from './walk';

export interface ExpressionSignature {
  /** `list.map((item, index, list) => value) → list` */
  readonly label: string;
  readonly documentation: string;
  /** The parts of the label that stand for parameters. */
  readonly parameters: readonly string[];
  /** Which of them is being written. */
  readonly active: number;
}

/** The function that is called around an offset of a template text; null outside of its brackets. */
export function signatureAt(
  text: string,
  offset: number,
  context: CompletionContext,
): ExpressionSignature | null {
  const start = bindingStart(text, offset);
  if (start === undefined) return null;
  const source = text.slice(start, offset) + placeholder;
  const tree = readUnfinished(source);
  if (tree === undefined) return null;
  let found: ExpressionSignature | null = null;
  const at = source.length - placeholder.length;
  walkExpression(tree, rootTypes(context), {
    visit(node, around) {
      if (node.type !== 'CallExpression' || node.callee.type === 'Super') return;
      // Inner calls come later and win; the name itself is not yet a call.
      if (at <= node.callee.end || at >= node.end) return;
      const doc = docOf(node.callee, around);
      if (doc === undefined) return;
      const before = node.arguments.filter((argument) => argument.end < at).length;
      found = signatureOf(doc, before);
    },
    enterArrow,
  });
  return found;
}

function docOf(callee: Expression, around: Surroundings): LibraryDoc | undefined {
  if (callee.type === 'Identifier') {
    return methodDocs.find(({ owner, name }) => owner === 'function' && name === callee.name);
  }
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return undefined;
  const { object, property } = callee;
  if (object.type === 'Super') return undefined;
  const { name } = property;
  if (
    object.type === 'Identifier' &&
    !around.has(object.name) &&
    library.namespaces.has(object.name)
  ) {
    return methodDocs.find((doc) => doc.owner === object.name && doc.name === name);
  }
  const owners = partsOfType(presentOf(inferType(object, around))).map(receiverOf);
  const all = methodDocs.filter(
    (doc) => doc.name === name && library.ownersOf(name).includes(doc.owner),
  );
  return (
    all.find(({ owner }) => owners.includes(owner)) ?? (owners.includes('any') ? all[0] : undefined)
  );
}

function signatureOf(doc: LibraryDoc, active: number): ExpressionSignature {
  const parameters = splitParameters(doc.signature);
  return {
    label: `${doc.title}${doc.signature}`,
    documentation: documentationOf(doc),
    parameters,
    active: Math.min(active, Math.max(0, parameters.length - 1)),
  };
}

/** The parameters of `((item, index) => key, order = 'asc') → list`: split where no bracket is open. */
function splitParameters(signature: string): string[] {
  const end = signature.lastIndexOf(')');
  const inside = signature.slice(1, end);
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= inside.length; at += 1) {
    const sign = inside[at];
    if (sign === '(' || sign === '{' || sign === '[') depth += 1;
    else if (sign === ')' || sign === '}' || sign === ']') depth -= 1;
    if (at < inside.length && (sign !== ',' || depth > 0)) continue;
    const part = inside.slice(from, at).trim();
    if (part !== '') parts.push(part);
    from = at + 1;
  }
  return parts;
}
