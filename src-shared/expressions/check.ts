import type { Expression, Pattern, Property, SpreadElement } from 'acorn';
import { hostNames, unsupportedNodes } from './check-advice';
import { ExpressionError, fail } from './expression-error';
import { isForbiddenKey } from './forbidden-names';
import { compileRegex } from './regex-value';
import type { ExpressionErrorCode } from './expression-error';
import { unknownFunction, unknownMember, unknownMethod, type Finding } from './check-names';
import type { Vocabulary } from './vocabulary';

/** Deepest tree; the closures made from it recurse as deep. */
const deepestTree = 400;

/** Everything in the tree that the language does not have, in the order of the text. */
export function checkExpression(tree: Expression, vocabulary: Vocabulary): ExpressionError[] {
  const checker = new Checker(vocabulary);
  checker.expression(tree, 0, new Set());
  return checker.errors;
}

type Locals = ReadonlySet<string>;

class Checker {
  readonly errors: ExpressionError[] = [];

  constructor(private readonly vocabulary: Vocabulary) {}

  expression(node: Expression | SpreadElement, depth: number, locals: Locals): void {
    if (depth > deepestTree) {
      this.report(
        node,
        'EXPR_STACK',
        'The expression is nested too deep',
        'Split it over several steps.',
      );
      return;
    }
    const next = (child: Expression | SpreadElement | null | undefined) => {
      if (child) this.expression(child, depth + 1, locals);
    };
    switch (node.type) {
      case 'Identifier':
        this.identifier(node, locals);
        return;
      case 'Literal':
        this.literal(node);
        return;
      case 'TemplateLiteral':
        node.expressions.forEach(next);
        return;
      case 'ArrayExpression':
        node.elements.forEach((element) => {
          if (element) next(element);
          else
            this.report(
              node,
              'EXPR_FORBIDDEN',
              'A list cannot have holes',
              'Write null for an empty item.',
            );
        });
        return;
      case 'ObjectExpression':
        for (const property of node.properties) this.property(property, depth, locals);
        return;
      case 'SpreadElement':
        next(node.argument);
        return;
      case 'UnaryExpression':
        if (node.operator === 'delete' || node.operator === 'void') {
          this.report(
            node,
            'EXPR_FORBIDDEN',
            `"${node.operator}" is not allowed in expressions`,
            node.operator === 'delete'
              ? 'Use .omit("key") to get an object without a key.'
              : 'Use null.',
          );
        }
        next(node.argument);
        return;
      case 'BinaryExpression':
        if (node.operator === 'instanceof') {
          this.report(
            node,
            'EXPR_FORBIDDEN',
            '"instanceof" is not allowed in expressions',
            'Use typeof or Array.isArray(value).',
          );
        }
        if (node.left.type === 'PrivateIdentifier') this.unsupported(node.left);
        else next(node.left);
        next(node.right);
        return;
      case 'LogicalExpression':
        next(node.left);
        next(node.right);
        return;
      case 'ConditionalExpression':
        next(node.test);
        next(node.consequent);
        next(node.alternate);
        return;
      case 'ChainExpression':
        next(node.expression);
        return;
      case 'ParenthesizedExpression':
        next(node.expression);
        return;
      case 'MemberExpression':
        if (node.object.type === 'Super') this.unsupported(node.object);
        else if (!this.isNamespaceConstant(node, locals)) next(node.object);
        if (node.property.type === 'PrivateIdentifier') this.unsupported(node.property);
        else if (node.computed) next(node.property);
        else if (node.property.type === 'Identifier') this.key(node.property, node.property.name);
        if (
          node.computed &&
          node.property.type === 'Literal' &&
          typeof node.property.value === 'string'
        ) {
          this.key(node.property, node.property.value);
        }
        return;
      case 'CallExpression':
        this.call(node, depth, locals);
        return;
      case 'ArrowFunctionExpression':
        this.report(
          node,
          'EXPR_FORBIDDEN',
          'A function cannot stand on its own',
          'Functions go directly into methods: items.map(item => item.price).',
        );
        return;
      default:
        this.unsupported(node);
    }
  }

  private identifier(node: { name: string; start: number; end: number }, locals: Locals): void {
    const { name } = node;
    if (locals.has(name)) return;
    if (isForbiddenKey(name)) this.key(node, name);
    else if (name in hostNames) {
      this.report(
        node,
        'EXPR_FORBIDDEN',
        `"${name}" is not available in expressions`,
        hostNames[name],
      );
    } else if (this.vocabulary.namespaces.has(name)) {
      this.report(
        node,
        'EXPR_FORBIDDEN',
        `"${name}" is a group of functions, not a value`,
        `Call one of its functions: ${name}.….`,
      );
    }
  }

  private literal(node: Extract<Expression, { type: 'Literal' }>): void {
    if (node.regex) {
      try {
        compileRegex(node.regex.pattern, node.regex.flags);
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        this.errors.push(error.located({ from: node.start, to: node.end }));
      }
    } else if (node.bigint !== undefined && node.bigint !== null) {
      this.report(
        node,
        'EXPR_FORBIDDEN',
        'Big integers are not part of JSON',
        'Use a number, or text for more than 15 digits.',
      );
    }
  }

  private property(node: Property | SpreadElement, depth: number, locals: Locals): void {
    if (node.type === 'SpreadElement') {
      this.expression(node.argument, depth + 1, locals);
      return;
    }
    if (node.kind !== 'init' || node.method) {
      this.report(
        node,
        'EXPR_FORBIDDEN',
        'Objects in expressions have values only, no methods or accessors',
        'Write key: value.',
      );
      return;
    }
    if (node.computed) this.expression(node.key, depth + 1, locals);
    else if (node.key.type === 'Identifier') this.key(node.key, node.key.name);
    else if (node.key.type === 'Literal') this.key(node.key, String(node.key.value));
    this.expression(node.value, depth + 1, locals);
  }

  private call(
    node: Extract<Expression, { type: 'CallExpression' }>,
    depth: number,
    locals: Locals,
  ): void {
    const { callee } = node;
    if (node.optional) {
      this.report(
        node,
        'EXPR_FORBIDDEN',
        'Optional calls are not allowed',
        'Write value?.method(…): the ?. goes before the name.',
      );
    }
    const takesFunction = this.callee(callee, depth, locals);
    for (const argument of node.arguments) {
      if (argument.type === 'ArrowFunctionExpression') {
        if (takesFunction) this.arrow(argument, depth + 1, locals);
        else
          this.report(
            argument,
            'EXPR_FORBIDDEN',
            'This call takes no function',
            'Functions go into methods such as map, filter or sort.',
          );
      } else if (
        argument.type === 'Identifier' &&
        takesFunction &&
        !locals.has(argument.name) &&
        this.vocabulary.functions.has(argument.name)
      ) {
        // `filter(Boolean)`: a function by its name.
      } else this.expression(argument, depth + 1, locals);
    }
  }

  /** Checks what is called; says whether the call may take a function. */
  private callee(
    callee: Expression | { type: 'Super'; start: number; end: number },
    depth: number,
    locals: Locals,
  ): boolean {
    if (callee.type === 'Identifier') {
      const known = this.vocabulary.functions.get(callee.name);
      if (known && !locals.has(callee.name)) return known.takesFunction;
      this.find(callee, unknownFunction(this.vocabulary, callee.name, locals.has(callee.name)));
      return true;
    }
    if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') {
      this.report(callee, 'EXPR_FORBIDDEN', 'Only named functions and methods can be called');
      return true;
    }
    if (callee.computed || callee.property.type !== 'Identifier') {
      this.report(
        callee,
        'EXPR_FORBIDDEN',
        'A method is called by its name, not by a computed key',
        'Write value.method(…).',
      );
      this.expression(callee.object, depth + 1, locals);
      return true;
    }
    const name = callee.property.name;
    const { object } = callee;
    if (object.type === 'Identifier' && !locals.has(object.name)) {
      const namespace = this.vocabulary.namespaces.get(object.name);
      if (namespace) {
        const known = namespace.get(name);
        if (known) return known.takesFunction;
        this.find(callee.property, unknownMember(`${object.name}.${name}`, name, namespace.keys()));
        return true;
      }
    }
    this.expression(object, depth + 1, locals);
    const method = this.vocabulary.methods.get(name);
    if (method) return method.takesFunction;
    this.find(callee.property, unknownMethod(this.vocabulary, name));
    return true;
  }

  private isNamespaceConstant(
    node: Extract<Expression, { type: 'MemberExpression' }>,
    locals: Locals,
  ): boolean {
    const { object, property } = node;
    if (object.type !== 'Identifier' || locals.has(object.name)) return false;
    const namespace = this.vocabulary.namespaces.get(object.name);
    if (!namespace) return false;
    const name = property.type === 'Identifier' && !node.computed ? property.name : undefined;
    if (name !== undefined && this.vocabulary.constants.has(`${object.name}.${name}`)) return true;
    if (name !== undefined && namespace.has(name)) {
      this.report(
        node,
        'EXPR_FORBIDDEN',
        `"${object.name}.${name}" is a function, not a value`,
        `Call it: ${object.name}.${name}(…).`,
      );
      return true;
    }
    if (name !== undefined && !isForbiddenKey(name)) {
      this.find(property, unknownMember(`${object.name}.${name}`, name, namespace.keys()));
      return true;
    }
    return false;
  }

  private arrow(
    node: Extract<Expression, { type: 'ArrowFunctionExpression' }>,
    depth: number,
    locals: Locals,
  ): void {
    if (node.async)
      this.report(
        node,
        'EXPR_FORBIDDEN',
        'Functions in expressions cannot be async',
        'Do asynchronous work in a step.',
      );
    const inner = new Set(locals);
    for (const parameter of node.params) this.pattern(parameter, depth + 1, inner);
    if (node.body.type === 'BlockStatement') {
      this.report(
        node.body,
        'EXPR_FORBIDDEN',
        'A function in an expression has no { … } body',
        'Write the result after the arrow: item => item.price. An object needs parentheses: item => ({ id: item.id }).',
      );
      return;
    }
    this.expression(node.body, depth + 1, inner);
  }

  private pattern(node: Pattern, depth: number, locals: Set<string>): void {
    if (depth > deepestTree) return;
    switch (node.type) {
      case 'Identifier':
        this.key(node, node.name);
        locals.add(node.name);
        return;
      case 'AssignmentPattern':
        this.expression(node.right, depth + 1, locals);
        this.pattern(node.left, depth + 1, locals);
        return;
      case 'RestElement':
        this.pattern(node.argument, depth + 1, locals);
        return;
      case 'ArrayPattern':
        for (const element of node.elements) if (element) this.pattern(element, depth + 1, locals);
        return;
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'RestElement') this.pattern(property, depth + 1, locals);
          else {
            if (property.computed)
              this.report(property, 'EXPR_FORBIDDEN', 'A parameter cannot have computed keys');
            else if (property.key.type === 'Identifier') this.key(property.key, property.key.name);
            else if (property.key.type === 'Literal')
              this.key(property.key, String(property.key.value));
            this.pattern(property.value, depth + 1, locals);
          }
        }
        return;
      default:
        this.unsupported(node);
    }
  }

  private key(node: { start: number; end: number }, key: string): void {
    if (isForbiddenKey(key)) {
      this.report(
        node,
        'EXPR_FORBIDDEN',
        `The name "${key}" is not allowed in expressions`,
        'Expressions read plain data only.',
      );
    }
  }

  private unsupported(node: { type: string; start: number; end: number }): void {
    const [what, hint] = unsupportedNodes[node.type] ?? [`"${node.type}"`, undefined];
    this.report(node, 'EXPR_FORBIDDEN', `${what} not allowed in expressions`, hint);
  }

  private find(node: { start: number; end: number }, { code, message, hint }: Finding): void {
    this.report(node, code, message, hint);
  }

  private report(
    node: { start: number; end: number },
    code: ExpressionErrorCode,
    message: string,
    hint?: string,
  ): void {
    this.errors.push(fail(code, message, hint, { from: node.start, to: node.end }));
  }
}
