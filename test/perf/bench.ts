import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { durable } from './durable.bench';
import { engine } from './engine.bench';
import type { AreaResult, Growth, Row } from './measure';
import { formatReport, meets, ratioOf } from './report';
import { startUp } from './start-up.bench';

// Every figure is a ratio of two things measured in the same run, because machines differ and are
// noisy. docs/performance.md says what each row means.

const areas: Readonly<Record<string, () => Promise<AreaResult>>> = {
  'start-up': startUp,
  engine,
  durable,
};

const wanted = process.argv.slice(2).filter((argument) => argument in areas);
const rows: Row[] = [];
const growth: Growth[] = [];
for (const [name, measure] of Object.entries(areas)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`measuring ${name} …`);
  const result = await measure();
  rows.push(...result.rows);
  growth.push(...result.growth);
}
console.log(`\n${formatReport(rows, growth)}\n`);

const folder = join(process.cwd(), '.stepwell-bench');
mkdirSync(folder, { recursive: true });
const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}.json`);
const results = rows.map((row) => ({ ...row, ratio: ratioOf(row), met: meets(row) }));
writeFileSync(file, JSON.stringify({ rows: results, growth }, null, 2));
console.log(`Written to ${file}. "!" marks a ratio on the wrong side of "must".`);
