import type { Expression, SpreadElement } from 'acorn';
import { describe } from '../convert';
import type { Evaluation } from '../evaluation';
import { fail } from '../expression-error';
import { compileRegex } from '../regex-value';
import { compileArray, compileObject, compileTemplateLiteral } from './compile-literals';
import { compileCall } from './compile-call';
import { compileChain, compileIdentifier, compileMember } from './compile-member';
import {
  compileBinary,
  compileConditional,
  compileLogical,
  compileUnary,
} from './compile-operators';
import type { Closure, Compiler, Leniency } from './closure';
import { compileQuick, type Quick } from './quick-lane';

/** A compiled expression: its closure and how many slots it needs. */
export interface CompiledTree {
  readonly run: Closure;
  readonly slots: number;
  /** Tried first; undefined when the expression is more than it can do. */
  readonly quick: Quick | undefined;
}

/** Turns a checked tree into closures. */
export function compileTree(tree: Expression, source: string): CompiledTree {
  const compiler = new TreeCompiler(source);
  const run = compiler.expression(tree);
  return { run, slots: compiler.slots, quick: compileQuick(tree, () => false) };
}

class TreeCompiler implements Compiler {
  slots = 0;
  private locals: ReadonlyMap<string, number> = new Map();

  constructor(readonly source: string) {}

  expression(node: Expression, leniency: Leniency = 'strict'): Closure {
    switch (node.type) {
      case 'Literal':
        return literal(node);
      case 'Identifier':
        return compileIdentifier(this, node, leniency);
      case 'MemberExpression':
        return compileMember(this, node, leniency);
      case 'ChainExpression':
        return compileChain(this, node, leniency);
      case 'CallExpression':
        return compileCall(this, node, leniency);
      case 'UnaryExpression':
        return compileUnary(this, node);
      case 'BinaryExpression':
        return compileBinary(this, node);
      case 'LogicalExpression':
        return compileLogical(this, node, leniency);
      case 'ConditionalExpression':
        return compileConditional(this, node, leniency);
      case 'TemplateLiteral':
        return compileTemplateLiteral(this, node);
      case 'ArrayExpression':
        return compileArray(this, node);
      case 'ObjectExpression':
        return compileObject(this, node);
      case 'ParenthesizedExpression':
        return this.expression(node.expression, leniency);
      default:
        // The check has refused everything else before.
        throw new Error(`The expression check let "${node.type}" pass`);
    }
  }

  row(nodes: readonly (Expression | SpreadElement)[]): (evaluation: Evaluation) => unknown[] {
    const parts = nodes.map((node) =>
      node.type === 'SpreadElement'
        ? { spread: true, run: this.expression(node.argument), from: node.start, to: node.end }
        : { spread: false, run: this.expression(node), from: node.start, to: node.end },
    );
    if (parts.every((part) => !part.spread)) {
      const closures = parts.map((part) => part.run);
      return (evaluation) => {
        const values = new Array<unknown>(closures.length);
        for (let index = 0; index < closures.length; index++) {
          values[index] = (closures[index] as Closure)(evaluation);
        }
        return values;
      };
    }
    return (evaluation) => {
      const values: unknown[] = [];
      for (const part of parts) {
        const value = part.run(evaluation);
        if (!part.spread) values.push(value);
        else spreadInto(evaluation, values, value, part);
      }
      return values;
    };
  }

  slotOf(name: string): number | undefined {
    return this.locals.get(name);
  }

  withLocals<T>(names: readonly string[], body: (slots: readonly number[]) => T): T {
    const outer = this.locals;
    const inner = new Map(outer);
    const slots = names.map((name) => {
      inner.set(name, this.slots);
      return this.slots++;
    });
    this.locals = inner;
    try {
      return body(slots);
    } finally {
      this.locals = outer;
    }
  }
}

function literal(node: Extract<Expression, { type: 'Literal' }>): Closure {
  const value = node.regex ? compileRegex(node.regex.pattern, node.regex.flags) : node.value;
  return () => value;
}

function spreadInto(
  evaluation: Evaluation,
  values: unknown[],
  value: unknown,
  range: { from: number; to: number },
): void {
  if (typeof value === 'string') {
    evaluation.reserveItems(values.length + value.length);
    for (const character of value) values.push(character);
  } else if (Array.isArray(value)) {
    evaluation.reserveItems(values.length + value.length);
    for (const item of value as unknown[]) values.push(item);
  } else {
    throw fail(
      'EXPR_TYPE',
      `Only a list or text can be spread here, got ${describe(value)}`,
      'Write ...(value ?? []) when it may be missing.',
      { from: range.from, to: range.to },
    );
  }
}
