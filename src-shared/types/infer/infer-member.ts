import type { Expression } from 'acorn';
import { nearestName } from '../../expressions/nearest-name';
import { library } from '../../expressions/library/library';
import { labelOf, spokenType } from '../label';
import { absentType, anyType, neverType, numberType, partsOfType, type Type } from '../type';
import { mayBeNothing, presentOf, unionOf } from '../union';
import type { Inference, Member, Surroundings } from './inference';
import { readKey, itemOf, valuesOf, type KeyFinding } from './read-key';

/** `object.key`, `object[key]`. */
export function inferMember(
  inference: Inference,
  node: Member,
  around: Surroundings,
  lenient: boolean,
): Type {
  if (node.object.type === 'Super') return anyType;
  if (isNamespace(node.object, around)) return numberType;
  // A key of what may be missing is read with `?.`; what comes before it is not asked for.
  const object = inference.infer(node.object, around, lenient || node.optional);
  const key = keyOf(node);
  if (key === undefined) {
    if (node.property.type !== 'PrivateIdentifier') inference.infer(node.property, around);
    const computed = unionOf([itemOf(object), valuesOf(object)]);
    return computed.kind === 'never' ? anyType : computed;
  }
  const finding = readKey(object, key);
  if (!lenient && !node.optional) reportMissing(inference, node, object, key, finding);
  // What is wrong is told here, and makes nothing else wrong or unknown.
  if (!finding.found) return lenient || node.optional ? absentType : neverType;
  return stops(node) && mayBeNothing(object) ? unionOf([finding.type, absentType]) : finding.type;
}

/** Whether a `?.` before or at the key may end the chain. */
function stops(node: Expression): boolean {
  if (node.type === 'MemberExpression') {
    return node.optional || (node.object.type !== 'Super' && stops(node.object));
  }
  return node.type === 'CallExpression' && node.callee.type !== 'Super' && stops(node.callee);
}

export function isNamespace(node: Expression, around: Surroundings): boolean {
  return node.type === 'Identifier' && !around.has(node.name) && library.namespaces.has(node.name);
}

function keyOf(node: Member): string | number | undefined {
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : undefined;
  const value = node.property.type === 'Literal' ? node.property.value : undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function reportMissing(
  inference: Inference,
  node: Member,
  object: Type,
  key: string | number,
  finding: KeyFinding,
): void {
  const written = shortText(inference, node.object);
  if (!finding.found) {
    const present = presentOf(object);
    if (present.kind === 'never') {
      reportNothing(inference, node, object, written);
      return;
    }
    if (isMethod(present, key)) {
      inference.report({
        code: 'TYPE_KEY',
        message: `"${String(key)}" is a method of ${spokenType(present)}, not a value`,
        hint: `Call it: .${String(key)}(…).`,
        range: { from: node.start, to: node.end },
      });
      return;
    }
    reportNoKey(inference, node, present, key, finding, written);
    return;
  }
  if (finding.unseen && partsOfType(object).every(({ kind }) => kind === 'object')) {
    reportUnseen(inference, node, key, finding, written);
  }
  reportPerhaps(inference, node, object, finding);
}

function reportNothing(inference: Inference, node: Member, object: Type, written: string): void {
  // What is missing for sure was told where it is read.
  if (object.kind !== 'null') return;
  inference.report({
    code: 'TYPE_KEY',
    message: `${written} is null, so it has no "${String(keyOf(node) ?? '')}"`,
    hint: 'Refer to another value.',
    range: { from: node.start, to: node.end },
  });
}

function reportNoKey(
  inference: Inference,
  node: Member,
  object: Type,
  key: string | number,
  finding: KeyFinding,
  written: string,
): void {
  const range = { from: node.start, to: node.end };
  if (finding.object === undefined) {
    const isList = object.kind === 'list';
    inference.report({
      code: 'TYPE_KEY',
      message: `${written} is ${spokenType(object)}, so it has no "${String(key).slice(0, 60)}"`,
      hint: isList
        ? `Use an index (${written}[0].${key}) or map (${written}.map(item => item.${key})).`
        : 'Only objects have keys.',
      range,
    });
    return;
  }
  const known = [...finding.object.fields.keys()];
  const like = nearestName(String(key), known);
  const fix = like === undefined ? undefined : keyFix(inference, node, key, like);
  inference.report({
    code: 'TYPE_KEY',
    message: `${written} has no "${String(key).slice(0, 60)}"`,
    hint:
      like !== undefined
        ? `Did you mean "${like}"?`
        : known.length === 0
          ? 'It has no keys.'
          : `It has ${known.slice(0, 12).join(', ')}. Use ?. if it may be missing.`,
    range,
    ...(fix && { fix }),
  });
}

function reportUnseen(
  inference: Inference,
  node: Member,
  key: string | number,
  finding: KeyFinding,
  written: string,
): void {
  const known = [...(finding.object?.fields.keys() ?? [])];
  const like = nearestName(String(key), known);
  // That examples lack a key means little; that they have one that reads nearly the same does.
  if (like === undefined) return;
  const fix = keyFix(inference, node, key, like);
  inference.report({
    code: 'TYPE_UNSEEN',
    message: `No example of ${written} has "${String(key).slice(0, 60)}"`,
    hint: `Did you mean "${like}"?`,
    range: { from: node.start, to: node.end },
    ...(fix && { fix }),
  });
}

/** What may be missing or null is read as if it were there. */
function reportPerhaps(
  inference: Inference,
  node: Member,
  object: Type,
  finding: KeyFinding,
): void {
  const path = pathOf(node);
  if (path === undefined) return;
  if (mayBeNothing(object) && object.kind !== 'any') {
    // The key before was optional: it was told there.
    if (!partsOfType(object).some(({ kind }) => kind === 'null')) return;
    // Of what steps give, null mostly means a way that the graph excludes; the input is given as it is.
    if (path[0] !== 'input') return;
    const written = shortText(inference, node.object);
    inference.report({
      code: 'TYPE_OPTIONAL',
      message: `${written} may be null: it is ${labelOf(object, { most: 50 })}`,
      hint: 'Write ?. before the key, or give another value with ??.',
      range: { from: node.object.start, to: node.object.end },
      path: path.slice(0, -1),
      ...chainFix(inference, node),
    });
    return;
  }
  const { field } = finding;
  if (field?.optional !== true || field.merged === true) return;
  inference.report({
    code: 'TYPE_OPTIONAL',
    message: `${shortText(inference, node)} may be missing`,
    hint: 'Write ?. before the key, or give another value with ??.',
    range: { from: node.start, to: node.end },
    path,
    ...(chainFixAfter(inference, node) ?? chainFix(inference, node)),
  });
}

/** Where a key of what may be missing is read, the `?.` belongs before that key. */
function chainFixAfter(inference: Inference, node: Member) {
  const next = /^\s*(?:\.(?=[A-Za-z_$])|\[)/.exec(inference.source.slice(node.end));
  if (next === null) return undefined;
  const from = node.end + next[0].length - 1;
  const insert = next[0].endsWith('.') ? '?' : '?.';
  return { fix: { title: 'Write ?.', from, to: from, insert } };
}

function chainFix(inference: Inference, node: Member) {
  const after = inference.source.slice(node.object.end, node.end);
  const dot = after.indexOf('.');
  const bracket = after.indexOf('[');
  const plain = dot >= 0 && !node.computed && after.slice(0, dot).trim() === '';
  if (!plain && !(node.computed && bracket >= 0)) return {};
  const from = node.object.end + (plain ? dot : bracket);
  return {
    fix: { title: 'Write ?.', from, to: plain ? from + 1 : from, insert: '?.' },
  };
}

function keyFix(inference: Inference, node: Member, key: string | number, like: string) {
  const { property } = node;
  const plain = /^[A-Za-z_$][\w$]*$/.test(like);
  if (node.computed || property.type !== 'Identifier' || !plain) return undefined;
  if (inference.source.slice(property.start, property.end) !== String(key)) return undefined;
  return { title: `Change to "${like}"`, from: property.start, to: property.end, insert: like };
}

/** The root and the keys of a plain path; undefined when something is computed in between. */
export function pathOf(node: Expression): (string | number)[] | undefined {
  if (node.type === 'Identifier') return [node.name];
  if (node.type !== 'MemberExpression' || node.object.type === 'Super') return undefined;
  const before = pathOf(node.object);
  const key = keyOf(node);
  return before === undefined || key === undefined ? undefined : [...before, key];
}

function isMethod(type: Type, key: string | number): boolean {
  const methods = library.methodsNamed(String(key));
  return partsOfType(type).some(
    (part) => part.kind !== 'object' && Object.hasOwn(methods, part.kind),
  );
}

export function shortText(inference: Inference, node: { start: number; end: number }): string {
  const text = inference.source.slice(node.start, node.end).replace(/\s+/g, ' ');
  return text.length > 50 ? `…${text.slice(-49)}` : text;
}
