import { ensureDependencies } from './ensure-dependencies.mjs';
import { ensureElectron } from './ensure-electron.mjs';
import { ensureSystemLibraries } from './ensure-system-libraries.mjs';

/** Everything a clean clone needs before a script of ours can run. Quick when all is there. */
export async function setUp({ virtualDisplay = false } = {}) {
  await ensureDependencies();
  ensureElectron();
  ensureSystemLibraries({ virtualDisplay });
}
