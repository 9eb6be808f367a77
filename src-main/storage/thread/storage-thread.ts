import { parentPort, workerData } from 'node:worker_threads';
import { applyConnectionSettings } from '../connection-settings';
import { connect } from '../database';
import { createFileWatch } from '../file-watch';
import { createLogWriter } from '../log-writer';
import { standAside } from '../write-gate';
import {
  type FromThread,
  packOutcome,
  type ThreadData,
  type ToThread,
  unpackAppend,
} from './messages';

// The thread that writes the log, with a connection of its own. It is built as an entry; who starts it
// is thread-writer.ts.

const { file, inode, owner, gate, presenceInterval, pragmas } = workerData as ThreadData;
if (!parentPort) throw new Error('This is the program of a thread.');
const port = parentPort;

const database = connect(file, { mustExist: true });
applyConnectionSettings(database);
for (const pragma of pragmas) database.pragma(pragma);
const writer = createLogWriter({
  database,
  owner,
  isGone: createFileWatch(file, presenceInterval, inode),
});

port.on('message', (message: ToThread) => {
  if (message.type === 'close') {
    database.close();
    port.close();
    return;
  }
  const batch = message.batch.map(unpackAppend);
  standAside(gate);
  tell({ type: 'written', outcome: packOutcome(writer.write(batch)) });
});
tell({ type: 'ready' });

function tell(message: FromThread): void {
  port.postMessage(message);
}
