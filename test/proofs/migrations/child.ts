import { applyConnectionSettings } from '../../../src-main/storage/connection-settings';
import { connect } from '../../../src-main/storage/database';
import { migrate } from '../../../src-main/storage/migrate';
import { migrations } from '../../../src-main/storage/migrations/index';

// Raises a data file by the migrations up to a number. Arguments: file, how many, what is broken.

const [file = '', count = '0', broken = ''] = process.argv.slice(2);
const database = connect(file);
applyConnectionSettings(database);
const wanted = migrations.slice(0, Number(count));
if (broken === 'no-transaction') {
  const version = Number(database.pragma('user_version', { simple: true }));
  for (const migration of wanted) {
    if (migration.version <= version) continue;
    migration.up(database);
    database.pragma(`user_version = ${migration.version}`);
  }
} else {
  migrate(database, wanted);
}
// Closed by nobody: the next one finds the write-ahead log as a killed process leaves it.
process.kill(process.pid, 'SIGKILL');
