import { rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkflowId } from '@shared/lib/ids';
import { expect, it } from 'vitest';
import { tempFolder } from '../../test/helpers/temp-profile';
import { createFileWatcher } from './file-watcher';

const id = 'wf_aaaaaaaaaaaa' as WorkflowId;

async function watching(file: string) {
  await writeFile(file, 'one');
  const seen: unknown[] = [];
  const watcher = createFileWatcher(
    // It looks when it is told to.
    { now: () => 0, monotonic: () => 0, schedule: () => () => undefined },
    {
      onChanged: (_id, text) => seen.push(text),
      onMissing: (_id, missing) => seen.push(missing ? 'gone' : 'back'),
    },
  );
  watcher.watch(id, file, 'one');
  await watcher.check();
  return { watcher, seen };
}

it('tells of another text, of a file that is gone, and of one that is there again', async () => {
  const file = join(tempFolder(), 'a.yaml');
  const { watcher, seen } = await watching(file);
  await writeFile(file, 'another');
  await watcher.check();
  await unlink(file);
  await watcher.check();
  await watcher.check();
  await watcher.check();
  await writeFile(file, 'third');
  await watcher.check();
  expect(seen).toEqual(['another', 'gone', 'back', 'third']);
});

it('takes the moment without a file, while another program saves, for no deletion', async () => {
  const file = join(tempFolder(), 'a.yaml');
  const { watcher, seen } = await watching(file);
  await rename(file, `${file}.bak`);
  await watcher.check();
  await rename(`${file}.bak`, file);
  await watcher.check();
  expect(seen).toEqual([]);
});
