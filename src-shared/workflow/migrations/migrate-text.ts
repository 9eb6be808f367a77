import type { AppErrorData } from '../../errors/app-error';
import { err, ok, type Result } from '../../lib/result';
import { parseWorkflow } from '../parse-workflow';
import { currentFormat } from '../read/read-format';
import { createPatch } from '../source/patch';
import { patchText } from '../source/patch-text';
import { applyTextChanges } from '../text-change';
import { readCleanRoot } from '../edit/edit-context';
import type { Migration } from './migration';
import { migrations } from './migrations';

export interface MigratedText {
  readonly text: string;
  /** Names of the migrations that were applied, in order. */
  readonly applied: readonly string[];
}

/** The text in the current format. Text that is newer, broken or current comes back unchanged. */
export function migrateText(
  text: string,
  list: readonly Migration[] = migrations,
  target = currentFormat,
): Result<MigratedText, AppErrorData> {
  let current = text;
  const applied: string[] = [];
  for (;;) {
    const root = readCleanRoot(current);
    const version = parseWorkflow(current).workflow?.formatVersion;
    if (root?.type !== 'map' || version === undefined || version >= target) break;
    const migration = list.find((candidate) => candidate.from === version);
    if (migration === undefined) return err(missing(version));
    const patch = createPatch(root);
    migration.change(root, patch);
    patch.set(['stepwell'], { value: version + 1 });
    const changes = patchText(current, root, patch.root, readCleanRoot);
    if (changes === null) return err(failed(migration));
    current = applyTextChanges(current, changes);
    applied.push(migration.name);
  }
  return ok({ text: current, applied });
}

function missing(version: number): AppErrorData {
  return {
    code: 'FORMAT_OLD',
    kind: 'bug',
    message: `Nothing is known that brings format version ${version} up to date`,
    hint: 'Open the file with the Stepwell that wrote it.',
  };
}

function failed(migration: Migration): AppErrorData {
  return {
    code: 'FORMAT_MIGRATION',
    kind: 'bug',
    message: `The file could not be brought up to date: ${migration.name} failed`,
    hint: 'The file is unchanged. Open it with the Stepwell that wrote it.',
  };
}
