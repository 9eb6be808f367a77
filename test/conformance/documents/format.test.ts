import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCleanRoot } from '@shared/workflow/edit/edit-context';
import { formatText } from '@shared/workflow/format/format-text';
import { toJson } from '@shared/workflow/source/node';
import { applyTextChanges } from '@shared/workflow/text-change';
import { createRandom } from './random';
import { randomWorkflow } from './random-workflow';
import { writeInStyle } from './write-in-style';

const seeds = 300;

function format(text: string): string {
  return applyTextChanges(text, formatText(text, readCleanRoot));
}

function dataOf(text: string): string {
  const root = readCleanRoot(text);
  if (root === null) throw new Error(`Unreadable:\n${text}`);
  return JSON.stringify(toJson(root));
}

describe('formatting', () => {
  it(`changes the layout of ${seeds} workflows in all styles, and nothing else`, () => {
    let changed = 0;
    for (let seed = 0; seed < seeds; seed += 1) {
      const random = createRandom(seed + 4_000);
      const text = writeInStyle(randomWorkflow(random), random);
      const tidy = format(text);
      const context = `seed ${seed}\n---\n${text}\n---\n${tidy}`;
      expect(dataOf(tidy), context).toBe(dataOf(text));
      // Comments, quotes and line breaks between words included.
      expect(tidy.replaceAll(/\s+/g, ''), context).toBe(text.replaceAll(/\s+/g, ''));
      expect(format(tidy), context).toBe(tidy);
      if (tidy !== text) changed += 1;
    }
    expect(changed).toBeGreaterThan(seeds / 4);
  });

  it('has nothing to do in the workflows that ship', () => {
    const folder = resolve('resources/samples');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.stepwell.yaml'))) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(format(text), file).toBe(text);
    }
  });
});
