import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allStepDefinitions, findStepDefinition } from '@shared/steps/index';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { validateWorkflow } from '@shared/workflow/validate/validate-workflow';

const root = resolve(import.meta.dirname, '../../..');
const docs = readFileSync(join(root, 'docs/workflow-language.md'), 'utf8');
const problems = readFileSync(join(root, 'docs/validation.md'), 'utf8');
const kinds = { find: findStepDefinition, all: allStepDefinitions };

/** Codes of the YAML parser, which are translated before anybody sees them. */
const foreign = new Set(['MULTIPLE_DOCS', 'TAG_RESOLVE_FAILED', 'RESOURCE_EXHAUSTION']);

function codesInSource(): string[] {
  return [...new Set(['workflow', 'types'].flatMap(codesIn))].sort();
}

function codesIn(part: string): string[] {
  const folder = join(root, 'src-shared', part);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
  const codes = files.flatMap((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    return [...text.matchAll(/'([A-Z]+(?:_[A-Z]+)+|MORE)'/g)].map((match) => match[1] ?? '');
  });
  return codes.filter((code) => !isForeign(code));
}

/** Codes of the parser in tables of hints, and names of its scalar styles. */
function isForeign(code: string): boolean {
  const styles = ['QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'];
  return foreign.has(code) || styles.includes(code);
}

const examples = [...docs.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

describe('docs/validation.md', () => {
  it('lists every problem code of the language', () => {
    const codes = codesInSource();
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => !problems.includes(`\`${code}\``))).toEqual([]);
  });

  it('lists no code that does not exist', () => {
    const source = new Set(codesInSource());
    const listed = [...problems.matchAll(/^\| (`[A-Z_`, ]+) \|/gm)].flatMap((match) =>
      [...(match[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map((code) => code[1] ?? ''),
    );
    expect(listed.length).toBeGreaterThan(50);
    // Settings are checked in src-shared/steps, what is no text where files are read.
    const others = ['SETTING_MISSING', 'SETTING_INVALID', 'SETTING_UNKNOWN', 'FILE_TYPE'];
    expect(listed.filter((code) => !source.has(code) && !others.includes(code))).toEqual([]);
  });
});

describe('docs/workflow-language.md', () => {
  it.each(examples.map((text) => [parseWorkflow(text).workflow?.name ?? text, text]))(
    'has an example that is right: %s',
    (_name, text) => {
      const told = validateWorkflow(parseWorkflow(text), kinds);
      // A profile is no mistake, but always told.
      const wrong = told.filter(({ code }) => code !== 'PROFILE_ACTIVE');
      const found = wrong.map(({ code, line, message }) => `${line} ${code}: ${message}`);
      expect(found).toEqual([]);
    },
  );
});
