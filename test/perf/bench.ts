import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canvasArea } from './canvas/canvas.bench';
import { code } from './code.bench';
import { debuggerArea } from './debugger.bench';
import { durable } from './durable.bench';
import { engine } from './engine.bench';
import { expressions } from './expressions.bench';
import { history } from './history.bench';
import type { AreaResult, Growth, Row } from './measure';
import { nodeRed } from './node-red.bench';
import { formatReport, meets, ratioOf } from './report';
import { restate } from './restate.bench';
import { typesArea } from './types.bench';
import { startUp } from './start-up.bench';
import { time } from './time.bench';
import { windowArea } from './window.bench';

// Every figure is a ratio of two things measured in the same run, because machines differ and are
// noisy. docs/performance.md says what each row means.

/** `--only typing,run` and `--steps 1000` choose among the figures of the canvas. */
const list = (name: string): readonly string[] | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : (process.argv[at + 1] ?? '').split(',');
};
const onlyFigures = list('--only');
const steps = list('--steps')?.map(Number);

const areas: Readonly<Record<string, () => Promise<AreaResult>>> = {
  'start-up': startUp,
  engine,
  expressions,
  durable,
  history,
  code,
  window: windowArea,
  canvas: () => canvasArea({ ...(onlyFigures && { only: onlyFigures }), ...(steps && { steps }) }),
  debugger: debuggerArea,
  time,
  types: typesArea,
};

/** Other systems, measured in the same process; only those that were asked for are installed. */
const peers: Readonly<Record<string, (folder: string) => Promise<AreaResult>>> = {
  'node-red': nodeRed,
  restate,
};
const installed = JSON.parse(process.env['STEPWELL_PEERS'] ?? '{}') as Record<string, string>;

const wanted = process.argv.slice(2).filter((argument) => argument in areas);
const only = wanted.length > 0 || Object.keys(installed).length > 0;
const rows: Row[] = [];
const growth: Growth[] = [];
for (const [name, measure] of Object.entries(areas)) {
  if (only && !wanted.includes(name)) continue;
  await take(name, measure);
}
for (const [name, folder] of Object.entries(installed)) {
  const measure = peers[name];
  if (measure) await take(`beside ${name}`, () => measure(folder));
}
console.log(`\n${formatReport(rows, growth)}\n`);

const folder = join(process.cwd(), '.stepwell-bench');
mkdirSync(folder, { recursive: true });
const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}.json`);
const results = rows.map((row) => ({ ...row, ratio: ratioOf(row), met: meets(row) }));
writeFileSync(file, JSON.stringify({ rows: results, growth }, null, 2));
console.log(`Written to ${file}. "!" marks a ratio on the wrong side of "must".`);

async function take(name: string, measure: () => Promise<AreaResult>): Promise<void> {
  console.error(`measuring ${name} …`);
  const result = await measure();
  rows.push(...result.rows);
  growth.push(...result.growth);
}
