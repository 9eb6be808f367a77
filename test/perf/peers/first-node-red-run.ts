import { end, startNodeRed } from './node-red';

/** Starts Node-RED with one flow and sends one message through; gives how to stop it. */
export async function firstRun(folder: string): Promise<() => Promise<void>> {
  const red = await startNodeRed(folder, [{ id: 'first', code: 'return msg;', wires: [[end]] }]);
  await red.run('first', { value: 1 });
  return () => red.stop();
}
