import { describe, expect, it } from 'vitest';
import { methodDocs } from '../../expressions/library/method-docs';
import { expressionLibrary, groupDeclarations } from './expression-library';

describe('the declarations of the expression language', () => {
  const interfaces: Readonly<Record<string, string>> = {
    text: 'String',
    list: 'Array<T>',
    object: 'Object',
    number: 'Number',
    boolean: 'Boolean',
    date: 'DateValue',
    pattern: 'RegExp',
  };

  function membersOf(name: string): string {
    const start = expressionLibrary.indexOf(`interface ${name} {`);
    return expressionLibrary.slice(start, expressionLibrary.indexOf('\n}', start) + 1);
  }

  it.each(methodDocs.map((doc) => [doc.title, doc] as const))('have %s', (_title, doc) => {
    const owner = interfaces[doc.owner];
    if (owner !== undefined) {
      const members = owner === 'Boolean' ? 'toString(' : membersOf(owner);
      expect(members).toMatch(new RegExp(`(?:^|[\\s;{])${doc.name}(?:<V>)?\\(`));
    } else if (doc.owner === 'function') {
      expect(expressionLibrary).toContain(`declare function ${doc.name}(`);
    } else {
      const group = groupDeclarations()
        .split('\n')
        .find((line) => line.startsWith(`declare namespace ${doc.owner} `));
      expect(group).toMatch(new RegExp(`(?:function ${doc.name}\\(|const ${doc.name}:)`));
    }
  });
});
