import { describe, expect, it } from 'vitest';
import { codeCompilerOptions } from '../../../src-shared/types/typescript/check-workflow-types';
import { createFileService } from '../../../src-shared/types/typescript/file-service';
import type { VirtualFile } from '../../../src-shared/types/typescript/virtual-file';
import { loadTypeScript } from '../../../src-main/typescript/load-typescript';

const name = 'file:///code/calc/step.ts';
const context = 'file:///code/calc/context.d.ts';
const library = 'lib.es5.d.ts';

function fileOf(code: string): VirtualFile {
  const before = "import { n } from './context'; export async function step() {";
  return {
    name,
    text: `${before}${code}\n}\n`,
    from: before.length,
    to: before.length + code.length,
    context: { name: context, text: 'export declare const n: number;' },
    origin: { kind: 'code', step: 'calc', path: ['code'], offset: 0 },
  };
}

async function open() {
  const parts = await loadTypeScript();
  const globals = { 'file:///globals.d.ts': '' };
  return createFileService(parts, { globals, compiler: codeCompilerOptions(parts.typescript) });
}

describe('the files of a language service', () => {
  it('are not read again while a key changes only the code', async () => {
    const { service, load } = await open();
    const read = (code: string) => {
      load([fileOf(code)]);
      const program = service.getProgram();
      const sources = program?.getSourceFiles() ?? [];
      const source = (wanted: string) => sources.find(({ fileName }) => fileName.endsWith(wanted));
      return { code: source(name), context: source(context), library: source(library) };
    };
    const before = read('return n');
    const after = read('return n.');
    expect(after.context).toBeDefined();
    expect(after.library).toBeDefined();
    expect(after.context).toBe(before.context);
    expect(after.library).toBe(before.library);
    expect(after.code?.text).toContain('return n.\n');
  }, 60_000);

  it('are its own, but for the declarations of JavaScript', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    one.load([fileOf('return 1')]);
    other.load([fileOf('return 2')]);
    const find = ({ service }: typeof one, wanted: string) =>
      service
        .getProgram()
        ?.getSourceFiles()
        .find(({ fileName }) => fileName.endsWith(wanted));
    expect(find(one, library)).toBeDefined();
    expect(find(other, library)).toBe(find(one, library));
    expect(find(one, name)?.text).toContain('return 1');
    expect(find(other, name)?.text).toContain('return 2');
    expect(find(other, context)).not.toBe(find(one, context));
  }, 60_000);
});
