import { analyzeTemplate } from '../../expressions/analyze';

/** What a place inside a text refers to. */
export type Named =
  | { readonly type: 'step'; readonly id: string }
  | { readonly type: 'input' | 'vars'; readonly name: string };

/** What an expression names at an offset of its template text; null where it is nothing that is defined. */
export function namedInTemplate(text: string, offset: number): Named | null {
  for (const { root, path, range } of analyzeTemplate(text).references) {
    if (offset < range.from || offset > range.to) continue;
    const [first] = path;
    if (first === undefined) continue;
    if (root === 'steps') return { type: 'step', id: String(first) };
    if (root === 'input' || root === 'vars') return { type: root, name: String(first) };
  }
  return null;
}

const inCode =
  /(?<![\w$.])(steps|input|vars)\s*(?:\?\.|\.|(?:\?\.)?\[\s*["'`])\s*([A-Za-z_][A-Za-z0-9_]*)/g;

/** The same in source code, which is searched as text. */
export function namedInCode(text: string, offset: number): Named | null {
  for (const match of text.matchAll(inCode)) {
    const [whole, root = '', name = ''] = match;
    if (offset < match.index || offset > match.index + whole.length) continue;
    return root === 'steps'
      ? { type: 'step', id: name }
      : { type: root === 'input' ? 'input' : 'vars', name };
  }
  return null;
}
