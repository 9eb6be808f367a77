import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { currentFormat } from '../read/read-format';
import { migrateText } from './migrate-text';
import type { Migration } from './migration';
import { migrations } from './migrations';

const first: Migration = {
  name: 'rename-title',
  from: 1,
  change: (_root, patch) => patch.rename(['title'], 'name'),
};
const second: Migration = {
  name: 'drop-legacy',
  from: 2,
  change: (_root, patch) => patch.remove(['legacy']),
};

const old = `# kept
stepwell: 1   # version
title: Orders
legacy: { a: 1 }
steps: {}
`;

describe('migrateText', () => {
  it('applies one migration after the other and keeps the rest of the text', () => {
    const migrated = migrateText(old, [second, first], 3);
    expect(migrated).toEqual({
      ok: true,
      value: {
        text: '# kept\nstepwell: 3   # version\nname: Orders\nsteps: {}\n',
        applied: ['rename-title', 'drop-legacy'],
      },
    });
  });

  it('leaves current, newer and broken files alone', () => {
    for (const text of [old, 'stepwell: 9\nname: T\nsteps: {}\n', 'a: [', '']) {
      expect(migrateText(text)).toEqual({ ok: true, value: { text, applied: [] } });
    }
  });

  it('tells a version that nothing leads on from', () => {
    const migrated = migrateText(old, [second], 3);
    expect(migrated.ok ? null : migrated.error.code).toBe('FORMAT_OLD');
  });
});

describe('the list of migrations', () => {
  it('leads from version 1 to the current one without a gap', () => {
    const from = migrations.map((migration) => migration.from).sort((a, b) => a - b);
    expect(from).toEqual(Array.from({ length: currentFormat - 1 }, (_, index) => index + 1));
  });

  it('has a test for each', () => {
    const untested = migrations.filter(
      ({ name }) => !existsSync(join(import.meta.dirname, `${name}.test.ts`)),
    );
    expect(untested.map(({ name }) => name)).toEqual([]);
  });
});
