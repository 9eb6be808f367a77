import { describe, expect, it } from 'vitest';
import { connect } from './database';
import { applicationId, type Migration, migrate, schemaVersion } from './migrate';

const table = (version: number, name: string): Migration => ({
  version,
  name,
  up: (database) => void database.exec(`CREATE TABLE ${name} (id INTEGER) STRICT`),
});

describe('migrate', () => {
  it('applies what is pending, in order, once', () => {
    const database = connect(':memory:');
    expect(migrate(database, [table(10, 'a')])).toEqual(['a']);
    expect(migrate(database, [table(10, 'a'), table(20, 'b'), table(30, 'c')])).toEqual(['b', 'c']);
    expect(migrate(database, [table(10, 'a'), table(20, 'b'), table(30, 'c')])).toEqual([]);
    expect(schemaVersion(database)).toBe(30);
    expect(database.pragma('application_id', { simple: true })).toBe(applicationId);
    database.close();
  });

  it('leaves everything as it was when one fails', () => {
    const database = connect(':memory:');
    migrate(database, [table(10, 'a')]);
    expect(() => migrate(database, [table(10, 'a'), table(20, 'b'), table(30, 'a')])).toThrow();
    expect(schemaVersion(database)).toBe(10);
    expect(database.prepare(`SELECT name FROM sqlite_schema`).pluck().all()).toEqual(['a']);
    database.close();
  });

  it('refuses numbers that do not rise', () => {
    const database = connect(':memory:');
    expect(() => migrate(database, [table(20, 'a'), table(20, 'b')])).toThrow('come after');
    expect(() => migrate(database, [table(20, 'a'), table(10, 'b')])).toThrow('come after');
    database.close();
  });
});
