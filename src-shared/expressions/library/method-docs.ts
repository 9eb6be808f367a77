import { functionTable } from './functions';
import { methodTables } from './library';
import { constantTable } from './math';
import { namespaceTable } from './namespaces';
import type { MethodDoc, ReceiverType, Returns } from './entry';

/** One function, method or constant as people read about it. */
export interface LibraryDoc extends MethodDoc {
  /** A type for its methods, `function`, or a group such as `Math`. */
  readonly owner: string;
  /** How it is written: `text.trim()`, `Math.max`, `range`. */
  readonly title: string;
  readonly returns: Returns;
  readonly takesFunction: boolean;
}

const titles: Readonly<Record<ReceiverType, string>> = {
  text: 'text',
  list: 'list',
  object: 'object',
  number: 'number',
  date: 'date',
  pattern: 'pattern',
  boolean: 'boolean',
};

/** Everything the language offers, in the order of the documentation; feeds completion, hover and docs. */
export const methodDocs: readonly LibraryDoc[] = [
  ...Object.entries(methodTables).flatMap(([owner, entries]) =>
    entries.map((entry) =>
      document(entry, owner, `${titles[owner as ReceiverType]}.${entry.name}`),
    ),
  ),
  ...functionTable.map((entry) => document(entry, 'function', entry.name)),
  ...Object.entries(namespaceTable).flatMap(([owner, entries]) =>
    entries.map((entry) => document(entry, owner, `${owner}.${entry.name}`)),
  ),
  ...[...constantTable].map(([title, value]): LibraryDoc => {
    const [owner = '', name = ''] = title.split('.');
    return {
      owner,
      title,
      name,
      signature: '→ number',
      doc: 'A constant.',
      example: title,
      result: value,
      returns: 'number',
      takesFunction: false,
    };
  }),
];

function document(
  entry: MethodDoc & { readonly returns: Returns; readonly takesFunction?: boolean },
  owner: string,
  title: string,
): LibraryDoc {
  const { name, signature, doc, example, result, returns } = entry;
  return {
    owner,
    title,
    name,
    signature,
    doc,
    example,
    result,
    returns,
    takesFunction: entry.takesFunction === true,
  };
}
