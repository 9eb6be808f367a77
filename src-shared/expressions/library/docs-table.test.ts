import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveTemplate } from '../resolve';
import { testScope } from '../test-scope';
import { SecretRef } from '../types';
import { libraryTables } from './docs-table';

const path = resolve('docs/expressions.md');
const begin = '<!-- library: written by docs-table.ts, do not edit -->';
const end = '<!-- end of library -->';

/** The page with the tables as they should be. */
function withTables(page: string): string {
  const from = page.indexOf(begin) + begin.length;
  const to = page.indexOf(end);
  if (from < begin.length || to < from)
    throw new Error('docs/expressions.md lost the marks of its tables');
  return `${page.slice(0, from)}\n\n${libraryTables()}\n\n${page.slice(to)}`;
}

describe('docs/expressions.md', () => {
  const page = readFileSync(path, 'utf8');

  it('has the tables of the library as it is', () => {
    const wanted = withTables(page);
    if (process.env['STEPWELL_WRITE_DOCS'] === '1') writeFileSync(path, wanted);
    // When this fails: run this test once with STEPWELL_WRITE_DOCS=1.
    else expect(page).toBe(wanted);
  });

  it('has examples of bindings that give what it says', () => {
    const scope = testScope({
      input: { name: 'Ada', count: 3, email: null, tags: ['new', 'eu'] },
      steps: {
        fetch: {
          status: 200,
          body: {
            items: [
              { sku: 'A1', price: 20, qty: 2 },
              { sku: 'B2', price: 5, qty: 1 },
            ],
          },
        },
      },
      vars: { rate: 1.19 },
      secrets: { token: new SecretRef('token') },
    });
    const examples = [...page.matchAll(/^\| `(.*?\{\{.*?)` +\| `(.+?)` +\|/gm)];
    expect(examples.length).toBeGreaterThan(12);
    for (const [, template = '', result = ''] of examples) {
      const value = resolveTemplate(template.replaceAll('\\|', '|'), scope);
      expect(JSON.stringify(value), template).toBe(result.replaceAll('\\|', '|'));
    }
  });
});
