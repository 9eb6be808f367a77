import { expect, it } from 'vitest';
import { hexRow } from './hex-rows';
import { fileName } from './save-content';

it('writes bytes as offset, codes and signs', () => {
  const bytes = new Uint8Array(18).map((_, at) => at + 0x40);
  bytes[0] = 0;
  expect(hexRow(bytes, 0)).toEqual({
    offset: '00000000',
    hex: '00 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f',
    text: '·ABCDEFGHIJKLMNO',
  });
  expect(hexRow(bytes, 1)).toEqual({ offset: '00000010', hex: '50 51', text: 'PQ' });
});

it('suggests a name with the ending of its type', () => {
  expect(fileName({ type: 'image/jpeg' }, 'Get photo')).toBe('get-photo.jpg');
  expect(fileName({ type: 'application/x-tar' }, 'Output')).toBe('output.tar');
  expect(fileName({ type: 'application/vnd.ms-excel' }, 'Output')).toBe('output.bin');
});
