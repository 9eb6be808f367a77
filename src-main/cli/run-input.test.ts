import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRunInput } from './run-input';

const folder = mkdtempSync(join(tmpdir(), 'stepwell-input-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('readRunInput', () => {
  it('gives nothing when nothing is said', () => {
    expect(readRunInput({ set: [] })).toBeUndefined();
  });

  it('reads JSON from the option or a file and adds properties to it', () => {
    const file = join(folder, 'input.json');
    writeFileSync(file, '{"a": 1, "b": 2}');
    expect(readRunInput({ input: `@${file}`, set: ['b=3', 'name=Ana', 'tags=["x"]'] })).toEqual({
      a: 1,
      b: 3,
      name: 'Ana',
      tags: ['x'],
    });
    expect(readRunInput({ input: '[1]', set: [] })).toEqual([1]);
  });

  it('says what is wrong and how input is given', () => {
    for (const options of [
      { input: '{a', set: [] },
      { input: '@/does/not/exist.json', set: [] },
      { input: '[1]', set: ['a=1'] },
      { set: ['nothing'] },
    ]) {
      expect(() => readRunInput(options)).toThrow(
        expect.objectContaining({ code: 'INPUT_INVALID', hint: expect.stringContaining('--set') }),
      );
    }
  });
});
