import { AppError } from '@shared/errors/app-error';
import type { Database } from './database';
import { toStorageError } from './storage-errors';
import { passGate } from './write-gate';

/**
 * Runs `write` in one transaction and returns once it is durable. Every change of the database
 * goes through here, so that a failure is rolled back and told in words. `write` is synchronous:
 * an await inside would let other writes slip into the transaction.
 */
export function commit<T>(database: Database, write: () => T): T {
  const leave = passGate(database);
  try {
    // IMMEDIATE takes the write lock first; a later upgrade from reading could fail as busy.
    return database.transaction(write).immediate();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw toStorageError(error, database.name);
  } finally {
    leave();
  }
}
