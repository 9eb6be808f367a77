import type { Migration } from '../migrate';

/** Where relative paths start in a workflow without a file: a copy reads what its original reads. */
export const workflowFolder: Migration = {
  version: 30,
  name: 'workflow-folder',
  up(database) {
    database.exec('ALTER TABLE workflows ADD COLUMN folder TEXT');
  },
};
