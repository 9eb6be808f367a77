import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { stepDocsPage } from './docs-page';
import { allStepDefinitions } from './index';

// docs/steps is written by this test: `npm test -- unit docs-page -u` after a change to a definition.

const folder = resolve('docs/steps');

describe('stepDocsPage', () => {
  it.each(allStepDefinitions.map((definition) => [definition.kind, definition] as const))(
    'docs/steps/%s.md is what the definition says',
    async (kind, definition) => {
      const page = await format(stepDocsPage(definition), {
        parser: 'markdown',
        printWidth: 100,
        singleQuote: true,
      });
      await expect(page).toMatchFileSnapshot(resolve(folder, `${kind}.md`));
    },
  );

  it('has a page for each kind and for nothing else', () => {
    const pages = allStepDefinitions.map((definition) => `${definition.kind}.md`);
    expect(readdirSync(folder).sort()).toEqual(pages.sort());
  });
});
