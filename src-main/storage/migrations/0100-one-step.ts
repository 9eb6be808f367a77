import type { Migration } from '../migrate';

/** Runs of one step by itself, so that lists can say so. */
export const oneStep: Migration = {
  version: 100,
  name: 'one-step',
  up(database) {
    database.exec(`
      -- The step that it ran; null for a run of the whole workflow.
      ALTER TABLE runs ADD COLUMN only_step TEXT;
    `);
  },
};
