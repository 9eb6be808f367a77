import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../../test/helpers/temp-profile';
import type { Terminal } from '../terminal';
import { validateCommand } from './validate';

describe('validateCommand', () => {
  it('names a file that cannot be read once, and says what is wrong as of any other', async () => {
    const folder = tempFolder();
    const file = join(folder, 'noise.stepwell.yaml');
    writeFileSync(file, Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]));
    let out = '';
    const terminal = {
      out: (text: string) => (out += text),
      info: () => undefined,
      colour: false,
      outIsScreen: false,
      interactive: false,
      width: 80,
    } as unknown as Terminal;
    const code = await validateCommand(terminal, [file], { json: false, profile: folder });
    expect(code).not.toBe(0);
    expect(out.split('\n')).toEqual([
      `${file} error FILE_TYPE The file looks like a ZIP archive.`,
      expect.stringMatching(/^ {4}Choose a workflow file/) as string,
      '',
    ]);
  });
});
