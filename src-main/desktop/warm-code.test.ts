import { expect, it, vi } from 'vitest';
import type { DocumentService } from '../services/document-service';
import { warmingCode } from './warm-code';

it('makes processes ready for workflows with code, and for no others', async () => {
  const texts: Record<string, string> = {
    plain: 'stepwell: 1\nname: A\nsteps: { a: { kind: log, with: { message: code } } }\n',
    coded:
      'stepwell: 1\nname: A\nsteps: { l: { kind: loop, steps: { a: { kind: code, with: { code: return 1 } } } } }\n',
    broken: '- nothing',
  };
  const open = (id: string) => Promise.resolve({ id, text: texts[id] });
  const warm = vi.fn();
  const documents = warmingCode({ open } as unknown as DocumentService, warm);
  await documents.open('plain' as never);
  await documents.open('broken' as never);
  expect(warm).not.toHaveBeenCalled();
  expect((await documents.open('coded' as never)).text).toBe(texts['coded']);
  expect(warm).toHaveBeenCalledOnce();
});
