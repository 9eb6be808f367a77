import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@shared/lib/json';
import { planEdit } from '@shared/workflow/edit/plan-edit';
import { parseWorkflow, type ParsedWorkflow } from '@shared/workflow/parse-workflow';
import { toJson } from '@shared/workflow/source/node';
import { applyTextChanges, invertTextChanges, type TextChange } from '@shared/workflow/text-change';
import { createRandom } from './random';
import { randomEdit, type EditCase } from './random-edit';
import { randomWorkflow } from './random-workflow';
import { writeInStyle } from './write-in-style';

const samples = findSamples(resolve(import.meta.dirname, '../../../resources'));

function findSamples(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.stepwell.yaml'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function dataOf(parsed: ParsedWorkflow): JsonObject {
  if (parsed.source.root === null) throw new Error(`Unreadable:\n${parsed.text}`);
  return toJson(parsed.source.root) as JsonObject;
}

const syntax = /^(?:YAML_|KEY_DUPLICATE|KEY_FORBIDDEN|SCHEMA_ROOT|FILE_)/;

function syntaxProblems(parsed: ParsedWorkflow): string[] {
  return parsed.problems.filter(({ code }) => syntax.test(code)).map(({ message }) => message);
}

/** Makes the edit, checks the outcome and answers the text and the way back. */
function make(text: string, { edit, expect: outcome }: EditCase) {
  const before = parseWorkflow(text);
  const wanted = outcome(dataOf(before));
  const planned = planEdit(before, edit);
  const context = `${JSON.stringify(edit)}\n---\n${text}`;
  if (!planned.ok) throw new Error(`${planned.error.code}: ${planned.error.message}\n${context}`);
  const after = applyTextChanges(text, planned.value);
  const parsed = parseWorkflow(after);
  expect(syntaxProblems(parsed), context).toEqual([]);
  expect(dataOf(parsed), context).toEqual(wanted);
  const back = invertTextChanges(text, planned.value);
  expect(applyTextChanges(after, back), context).toBe(text);
  if (edit.type !== 'remove-steps') expectCommentsKept(text, planned.value, context);
  return { after, back };
}

/** Comments of a text are only touched when what they stand in is replaced as a whole. */
function expectCommentsKept(text: string, changes: readonly TextChange[], context: string): void {
  for (const { from, to } of changes) {
    const removed = text.slice(from, to);
    const lines = removed.split('\n').filter((line) => /^\s*# (?:about|item)/.test(line));
    // A value that is replaced or deleted takes the comments inside it along; nothing else may.
    if (lines.length > 0) expect(removed, context).toMatch(/[^\s#]/);
  }
}

describe('documents in many styles', () => {
  it('are read as what they say, 200 of them', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = createRandom(seed);
      const data = randomWorkflow(random);
      const text = writeInStyle(data, random);
      const parsed = parseWorkflow(text);
      expect(syntaxProblems(parsed), text).toEqual([]);
      expect(dataOf(parsed), text).toEqual(data);
      expect(parsed.text).toBe(text);
    }
  });

  it('take every edit as meant, and give back the same bytes when it is undone', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = createRandom(seed);
        const original = writeInStyle(randomWorkflow(random), random);
        const undo: (readonly TextChange[])[] = [];
        let text = original;
        for (let count = 0; count < 6; count += 1) {
          const edit = randomEdit(random, parseWorkflow(text));
          if (edit === null) continue;
          const { after, back } = make(text, edit);
          undo.push(back);
          text = after;
        }
        for (const back of undo.reverse()) text = applyTextChanges(text, back);
        expect(text).toBe(original);
      }),
      { numRuns: 100 },
    );
  });

  it('survive a thousand edits and their undoing', () => {
    const random = createRandom(2_024);
    const original = writeInStyle(randomWorkflow(random), random);
    const undo: (readonly TextChange[])[] = [];
    let text = original;
    while (undo.length < 1_000) {
      const edit = randomEdit(random, parseWorkflow(text));
      if (edit === null) continue;
      const { after, back } = make(text, edit);
      undo.push(back);
      text = after;
    }
    for (const back of undo.reverse()) text = applyTextChanges(text, back);
    expect(text).toBe(original);
  }, 120_000);
});

describe.runIf(samples.length > 0)('sample files', () => {
  it.each(samples)('%s takes edits and gives back the same bytes', (path) => {
    const original = readFileSync(path, 'utf8');
    const random = createRandom(original.length);
    let text = original;
    const undo: (readonly TextChange[])[] = [];
    for (let count = 0; count < 10; count += 1) {
      const edit = randomEdit(random, parseWorkflow(text));
      // What a rename means in free text is only known for the generated documents.
      if (edit === null || edit.edit.type === 'rename-step') continue;
      const { after, back } = make(text, edit);
      undo.push(back);
      text = after;
    }
    for (const back of undo.reverse()) text = applyTextChanges(text, back);
    expect(text).toBe(original);
  });
});
