import { commit } from './commit';
import type { Database } from './database';

// Raises the schema of a database. A released migration is never edited: write the next one.

export interface Migration {
  /** Becomes `user_version`; strictly increasing, by tens. */
  readonly version: number;
  readonly name: string;
  /** Synchronous; runs inside the one transaction of all pending migrations. */
  up(database: Database): void;
}

/** "SWLL": says that a file is ours, whatever its name. */
export const applicationId = 0x53574c4c;

/** The schema that a list of migrations leads to. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** Applies what is pending, all or nothing. Returns the names of what was applied. */
export function migrate(database: Database, migrations: readonly Migration[]): string[] {
  checkOrder(migrations);
  if (schemaVersion(database) === latestVersion(migrations)) return [];
  return commit(database, () => {
    // Read again under the write lock: another process may have migrated in between.
    const current = schemaVersion(database);
    const pending = migrations.filter((migration) => migration.version > current);
    for (const migration of pending) migration.up(database);
    if (pending.length > 0) {
      database.pragma(`application_id = ${applicationId}`);
      database.pragma(`user_version = ${latestVersion(migrations)}`);
    }
    return pending.map((migration) => migration.name);
  });
}

function checkOrder(migrations: readonly Migration[]): void {
  let last = 0;
  for (const { version, name } of migrations) {
    if (!Number.isInteger(version) || version <= last) {
      throw new Error(`Migration ${version} (${name}) does not come after ${last}.`);
    }
    last = version;
  }
}
