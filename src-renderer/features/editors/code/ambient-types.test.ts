import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ambientTypes, type CodeContext, emptyCodeContext } from './ambient-types';
import { anyType, mapOf, objectOf, type Type } from '@shared/types/type';
import { typeOfSchema } from '@shared/types/of-schema';
import { wrapBody } from './function-body';

function names(more: Readonly<Record<string, Type>> = {}): CodeContext['names'] {
  return new Map(
    Object.entries({ input: anyType, steps: objectOf({}), vars: mapOf(anyType), ...more }),
  );
}

/** What the checker finds in a step's code, as the editor shows it. */
function findings(code: string, context: Partial<CodeContext> = {}): string[] {
  const files = new Map([
    ['step.ts', `export {};\n${wrapBody(code)}`],
    ['ambient.d.ts', ambientTypes({ ...emptyCodeContext, names: names(), ...context })],
  ]);
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    lib: ['lib.esnext.d.ts'],
    types: [],
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, target) => {
    const text = files.get(name);
    return text === undefined
      ? getSourceFile.call(host, name, target)
      : ts.createSourceFile(name, text, target);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('what the code editor knows', () => {
  it('is what code can ask of the app', () => {
    expect(
      findings(`
        setVariable('total', vars.total + 1);
        await emit('orders/done', { id: 1 });
        await sleep(100);
        const answer = await fetch('https://example.com', { signal });
        log.info('done', await answer.json());
        return answer.ok;`),
    ).toEqual([]);
    expect(findings('emit();')).toEqual(['Expected 1-2 arguments, but got 0.']);
  });

  it('is everything else that code may use', () => {
    const code = `
      const response = await fetch(new URL('https://x.test'), { method: 'POST', headers: { a: '1' } });
      if (!response.clone().ok) throw new Error(response.headers.getSetCookie().join());
      await emit('orders/done', { id: run.id, by: trigger.startedBy, home: env.HOME });
      console.log(structuredClone(steps.load.rows), order.id, loop.index, args.token, crypto.randomUUID());
      return input;`;
    const context: Partial<CodeContext> = {
      names: names({
        steps: objectOf({ load: objectOf({ rows: anyType }) }),
        order: objectOf({ id: anyType }),
        loop: objectOf({ index: anyType }),
        args: objectOf({ token: { kind: 'secret' } }),
      }),
    };
    expect(findings(code, context)).toEqual([]);
  });

  it('has the names of Node only where the step asks for them', () => {
    const code = "return require('node:path').join('a', process.cwd());";
    expect(findings(code).join()).toContain('require');
    expect(findings(code, { modules: 'node' })).toEqual([]);
  });

  it('knows the shape of the input and of earlier outputs', () => {
    const input = {
      type: 'object',
      properties: { count: { type: 'number' } },
      required: ['count'],
      additionalProperties: false,
    } as const;
    const known = { names: names({ input: typeOfSchema(input) }) };
    expect(findings('return input.count.toFixed();', known)).toEqual([]);
    expect(findings('return input.cuont;', known).join()).toContain('cuont');
    expect(findings('return steps.nobody;', known).join()).toContain('nobody');
  });
});
