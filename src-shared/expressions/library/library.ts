import type { Vocabulary } from '../vocabulary';
import { dateMethods } from './date-methods';
import { functionTable } from './functions';
import { listGroupMethods } from './list-groups';
import { listItemMethods } from './list-items';
import { listPartMethods } from './list-parts';
import { constantTable } from './math';
import { namespaceTable } from './namespaces';
import { booleanMethods, numberMethods } from './number-methods';
import { objectMethods } from './object-methods';
import { patternMethods, textPatternMethods } from './text-patterns';
import { textMethods } from './text-methods';
import type { FunctionEntry, MethodEntry, ReceiverType } from './entry';

/** The methods that types have under one name. */
export type MethodsByType = { readonly [Type in ReceiverType]?: MethodEntry };

/** Every method of the language by the type of its receiver. */
export const methodTables: Readonly<Record<ReceiverType, readonly MethodEntry<never>[]>> = {
  text: [...textMethods, ...textPatternMethods],
  list: [...listItemMethods, ...listPartMethods, ...listGroupMethods],
  object: objectMethods,
  number: numberMethods,
  date: dateMethods,
  pattern: patternMethods,
  boolean: booleanMethods,
};

const methods = new Map<string, { -readonly [Type in ReceiverType]?: MethodEntry }>();
for (const [type, entries] of Object.entries(methodTables)) {
  for (const entry of entries) {
    const named = methods.get(entry.name) ?? {};
    // The compiler's `pick` chooses by the receiver's type, so a method gets receivers of its own.
    named[type as ReceiverType] = entry as MethodEntry;
    methods.set(entry.name, named);
  }
}

const functions = byName(functionTable);
const namespaces = new Map(
  Object.entries(namespaceTable).map(([name, entries]) => [name, byName(entries)]),
);

const vocabulary: Vocabulary = {
  functions: callables(functions),
  namespaces: new Map([...namespaces].map(([name, entries]) => [name, callables(entries)])),
  constants: constantTable,
  methods: new Map(
    [...methods].map(([name, byType]) => [
      name,
      { takesFunction: Object.values(byType).some((entry) => entry.takesFunction === true) },
    ]),
  ),
};

/** All functions and methods: looked up here by name, never on a value. */
export const library = {
  functions: functions as ReadonlyMap<string, FunctionEntry>,
  namespaces: namespaces as ReadonlyMap<string, ReadonlyMap<string, FunctionEntry>>,
  constants: constantTable,
  vocabulary,
  methodsNamed(name: string): MethodsByType {
    return methods.get(name) ?? {};
  },
  /** The types that have a method of this name. */
  ownersOf(name: string): string[] {
    return Object.keys(methods.get(name) ?? {});
  },
};

function byName(entries: readonly FunctionEntry[]): Map<string, FunctionEntry> {
  return new Map(entries.map((entry) => [entry.name, entry]));
}

function callables(entries: ReadonlyMap<string, FunctionEntry>): Vocabulary['functions'] {
  return new Map(
    [...entries].map(([name, entry]) => [name, { takesFunction: entry.takesFunction === true }]),
  );
}
