// `node build/scripts/node-exec.mjs <script> [args]`: a script on Electron's own Node.
import { electronNode } from './electron-node.mjs';
import { setUp } from './set-up.mjs';

await setUp();
process.exitCode = await electronNode(process.argv.slice(2));
