import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '@shared/errors/app-error';
import { createGuestReader } from './guest-messages';

const read = (message: unknown) => createGuestReader(64).read(message);

describe('createGuestReader', () => {
  it('takes what an honest guest says', () => {
    expect(read('Rnull')).toEqual({ type: 'ready' });
    expect(read('D{"a":[1]}')).toEqual({ type: 'done', value: { a: [1] } });
    expect(read('V"name"\n{"a":1}')).toEqual({ type: 'variable', name: 'name', value: { a: 1 } });
    expect(read('L[["warn","careful","[1]",3],["info","x",null,null]]')).toEqual({
      type: 'log',
      lines: [
        { level: 'warn', message: 'careful', data: [1], line: 3 },
        { level: 'info', message: 'x' },
      ],
    });
    const thrown = {
      type: 'thrown',
      message: 'Error: x',
      place: { line: 2, column: 1 },
      frames: [],
    };
    expect(read(`F${JSON.stringify(thrown)}`)).toMatchObject({
      type: 'failed',
      error: { code: 'CODE_ERROR', kind: 'user', message: 'Error: x', place: { line: 2 } },
    });
  });

  it.each([
    [''],
    ['x'],
    [null],
    [{ type: 'done', result: '1' }],
    [new Uint8Array(8)],
    ['D'],
    ['D{'],
    ['Dundefined'],
    [`D${'['.repeat(600)}${']'.repeat(600)}`],
    [`D"${'x'.repeat(17_000_000)}"`],
    ['V1\n1'],
    ['V""\n1'],
    ['V"a"'],
    ['L{}'],
    ['L[["fatal","x",null,null]]'],
    ['L[["info",1,null,null]]'],
    ['L[["info","x","{",null]]'],
    ['L[["info","x",null,-1]]'],
    ['L[["info","x",null,null,"more"]]'],
    ['F{"type":"thrown"}'],
    ['F{"type":"forged","code":"RUN_CANCELLED"}'],
    ['F{"type":"thrown","message":"x","frames":[],"code":"STEP_RESTRICTED"}'],
    ['F{"type":"memory","hint":"x"}'],
  ])('ends whoever says %j', (message) => {
    expect(() => read(message)).toThrow(expect.objectContaining({ code: 'CODE_CRASHED' }));
  });

  it('ends who says too much, and keeps no more log than a step may have', () => {
    const reader = createGuestReader(64);
    const lines = `L${JSON.stringify(Array.from({ length: 1_000 }, () => ['info', 'x', null, null]))}`;
    let kept = 0;
    for (let at = 0; at < 20; at += 1) {
      const said = reader.read(lines);
      if (said.type === 'log') kept += said.lines.length;
    }
    expect(kept).toBe(10_001);
    const flood = () => {
      for (let at = 0; at < 20_000; at += 1) reader.read('L[]');
    };
    expect(flood).toThrow(/flooded/);
    const variables = createGuestReader(64);
    const set = () => {
      for (let at = 0; at < 2_000; at += 1) variables.read('V"a"\n1');
    };
    expect(set).toThrow(expect.objectContaining({ code: 'CODE_LIMIT' }));
  });

  it('reads every text in time that grows with its length only', () => {
    const begun = performance.now();
    for (const text of ['D"', 'D' + '"\\'.repeat(4_000_000), 'D' + '"'.repeat(8_000_000)]) {
      expect(() => read(text)).toThrow(AppError);
    }
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('gives an answer or an error of its own for whatever comes', () => {
    const letters = fc.constantFrom('L', 'D', 'F', 'V', 'R', '');
    const texts = fc
      .tuple(letters, fc.oneof(fc.json(), fc.string()))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(texts, fc.anything()), (message) => {
        try {
          expect(['ready', 'log', 'done', 'failed', 'variable']).toContain(read(message).type);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 5_000 },
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
