import type { Expression, Pattern, SpreadElement } from 'acorn';
import type { TemplateReference } from './types';
import type { Vocabulary } from './vocabulary';

/** Every use of a root in a tree, in the order of the text. */
export function findReferences(tree: Expression, vocabulary: Vocabulary): TemplateReference[] {
  const finder = new ReferenceFinder(vocabulary);
  finder.visit(tree, new Set(), false);
  return finder.found;
}

type Locals = ReadonlySet<string>;

const constants: ReadonlySet<string> = new Set(['undefined', 'NaN', 'Infinity']);

class ReferenceFinder {
  readonly found: TemplateReference[] = [];

  constructor(private readonly vocabulary: Vocabulary) {}

  /** `lenient`: a missing key is meant to be possible here. */
  visit(node: Expression | SpreadElement, locals: Locals, lenient: boolean): void {
    const strictly = (child: Expression | SpreadElement) => this.visit(child, locals, false);
    switch (node.type) {
      case 'Identifier':
      case 'MemberExpression':
        this.path(node, locals, lenient);
        return;
      case 'ChainExpression':
      case 'ParenthesizedExpression':
        this.visit(node.expression, locals, lenient);
        return;
      case 'CallExpression':
        this.call(node, locals, lenient);
        return;
      case 'ArrowFunctionExpression':
        this.arrow(node, locals);
        return;
      case 'TemplateLiteral':
        node.expressions.forEach(strictly);
        return;
      case 'ArrayExpression':
        for (const element of node.elements) if (element) strictly(element);
        return;
      case 'ObjectExpression':
        for (const property of node.properties) {
          if (property.type === 'SpreadElement') strictly(property);
          else {
            if (property.computed) strictly(property.key);
            strictly(property.value);
          }
        }
        return;
      case 'SpreadElement':
        strictly(node.argument);
        return;
      case 'UnaryExpression':
        this.visit(node.argument, locals, node.operator === 'typeof');
        return;
      case 'BinaryExpression': {
        const asks = /^[=!]==?$/.test(node.operator);
        if (node.left.type !== 'PrivateIdentifier')
          this.visit(node.left, locals, asks && isNothing(node.right));
        this.visit(
          node.right,
          locals,
          asks && node.left.type !== 'PrivateIdentifier' && isNothing(node.left),
        );
        return;
      }
      case 'LogicalExpression':
        this.visit(node.left, locals, lenient || node.operator === '??');
        this.visit(node.right, locals, lenient);
        return;
      case 'ConditionalExpression':
        strictly(node.test);
        this.visit(node.consequent, locals, lenient);
        this.visit(node.alternate, locals, lenient);
        return;
      default:
        // Anything else the check has reported.
        return;
    }
  }

  /** A root with the keys after it, or the receiver of something else. */
  private path(node: Expression, locals: Locals, lenient: boolean): void {
    const keys: (string | number)[] = [];
    let end = node.end;
    let optional = false;
    let at: Expression = node;
    while (at.type === 'MemberExpression') {
      const key = fixedKey(at);
      if (at.computed && key === undefined) this.visit(at.property as Expression, locals, false);
      if (key === undefined) {
        // What follows a computed key is not known.
        keys.length = 0;
        end = at.object.end;
      } else keys.unshift(key);
      optional ||= at.optional;
      if (at.object.type === 'Super') return;
      at = at.object;
    }
    if (at.type !== 'Identifier') {
      this.visit(at, locals, lenient || optional);
      return;
    }
    if (locals.has(at.name) || constants.has(at.name) || this.vocabulary.namespaces.has(at.name))
      return;
    // Text and lists have a length; a schema does not name it.
    if (keys.at(-1) === 'length') keys.pop();
    this.found.push({
      root: at.name,
      path: keys,
      range: { from: at.start, to: end },
      lenient: lenient || optional,
    });
  }

  private call(
    node: Extract<Expression, { type: 'CallExpression' }>,
    locals: Locals,
    lenient: boolean,
  ): void {
    const { callee } = node;
    if (callee.type === 'MemberExpression' && callee.object.type !== 'Super') {
      this.visit(callee.object, locals, lenient || callee.optional);
    }
    const takesFunction = this.takesFunction(callee);
    for (const argument of node.arguments) {
      const isFunctionName =
        takesFunction &&
        argument.type === 'Identifier' &&
        this.vocabulary.functions.has(argument.name);
      if (!isFunctionName) this.visit(argument, locals, false);
    }
  }

  private takesFunction(
    callee: Extract<Expression, { type: 'CallExpression' }>['callee'],
  ): boolean {
    if (callee.type === 'Identifier')
      return this.vocabulary.functions.get(callee.name)?.takesFunction ?? false;
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
    const namespace =
      callee.object.type === 'Identifier'
        ? this.vocabulary.namespaces.get(callee.object.name)
        : undefined;
    const known = (namespace ?? this.vocabulary.methods).get(callee.property.name);
    return known?.takesFunction ?? false;
  }

  private arrow(
    node: Extract<Expression, { type: 'ArrowFunctionExpression' }>,
    locals: Locals,
  ): void {
    const inner = new Set(locals);
    for (const parameter of node.params) this.pattern(parameter, inner);
    if (node.body.type !== 'BlockStatement') this.visit(node.body, inner, false);
  }

  private pattern(node: Pattern, locals: Set<string>): void {
    switch (node.type) {
      case 'Identifier':
        locals.add(node.name);
        return;
      case 'AssignmentPattern':
        this.visit(node.right, locals, false);
        this.pattern(node.left, locals);
        return;
      case 'RestElement':
        this.pattern(node.argument, locals);
        return;
      case 'ArrayPattern':
        for (const element of node.elements) if (element) this.pattern(element, locals);
        return;
      case 'ObjectPattern':
        for (const property of node.properties) {
          this.pattern(property.type === 'RestElement' ? property : property.value, locals);
        }
        return;
      default:
        return;
    }
  }
}

function fixedKey(
  node: Extract<Expression, { type: 'MemberExpression' }>,
): string | number | undefined {
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : undefined;
  if (node.property.type !== 'Literal') return undefined;
  const { value } = node.property;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function isNothing(node: Expression): boolean {
  return (
    (node.type === 'Literal' && node.raw === 'null') ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}
