// One process of the cold start row: prints the milliseconds since it was started.

const [what = '', folder = ''] = process.argv.slice(2);

export {};

async function firstRun(): Promise<() => Promise<void>> {
  // Loaded only when asked for: what the other side loads must not count.
  if (what === 'node-red') return (await import('./peers/first-node-red-run')).firstRun(folder);
  return (await import('./first-stepwell-run')).firstRun();
}

const close = await firstRun();
console.log(performance.now().toFixed(1));
await close();
process.exit(0);
