/** Methods of JavaScript that change their receiver, and what to write instead. */
export const changingMethods: Readonly<Record<string, string>> = Object.assign(
  Object.create(null),
  {
    push: 'Use items.concat(item) or [...items, item].',
    pop: 'Use items.slice(0, -1), or items.last() for the item.',
    shift: 'Use items.slice(1), or items.first() for the item.',
    unshift: 'Use [item, ...items].',
    splice: 'Use items.slice(0, at).concat(items.slice(to)).',
    fill: 'Use items.map(() => value).',
    copyWithin: 'Use slice and concat.',
  },
);

const noHost = 'Expressions only read data. Use a code step for this.';
/** Names that lead out of the language in JavaScript, and what to do instead. */
export const hostNames: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  globalThis: noHost,
  require: noHost,
  eval: noHost,
  Function: noHost,
  Reflect: noHost,
  Proxy: noHost,
  Symbol: noHost,
  Promise: noHost,
  arguments: 'Name the parameters of the function.',
  RegExp: 'Write /pattern/ or call regex("pattern").',
  BigInt: 'Use a number, or text for more than 15 digits.',
});

/** Syntax that the language does not have: what to call it, and what to do instead. */
export const unsupportedNodes: Readonly<Record<string, readonly [string, string?]>> = {
  AssignmentExpression: [
    'Assignments are',
    'Expressions never change anything. Compare with ===, or use a set-variable step.',
  ],
  UpdateExpression: ['++ and -- are', 'Write value + 1.'],
  NewExpression: [
    '"new" is',
    'Use date(text) for dates, range(n) for lists and regex(text) for patterns.',
  ],
  FunctionExpression: ['"function" is', 'Write an arrow function: item => item.price.'],
  ClassExpression: ['Classes are'],
  ThisExpression: ['"this" is', 'Start at a root: input, steps, vars, …'],
  Super: ['"super" is'],
  SequenceExpression: ['The comma operator is', 'A binding holds one expression.'],
  AwaitExpression: ['"await" is', 'Do asynchronous work in a step.'],
  YieldExpression: ['"yield" is'],
  TaggedTemplateExpression: ['Tagged templates are', 'Write the template literal without a tag.'],
  ImportExpression: ['"import" is', noHost],
  MetaProperty: ['"import.meta" and "new.target" are', noHost],
  PrivateIdentifier: ['Private names are'],
  ArrowFunctionExpression: ['A function on its own is'],
  MemberExpression: ['Members as parameters are'],
};
