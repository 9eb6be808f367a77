import type { Migration } from './migration';

/**
 * Every step from an old format version to the next, each in a file of its own name beside this
 * one, with a test. Append only: files of every released version must open. Version 1 is the
 * first, so there is none yet.
 */
export const migrations: readonly Migration[] = [];
