import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { bareEnvironment } from '../../../src-main/sandbox/quickjs/open-process';
import { createNodeSpawner } from '../../../src-main/sandbox/spawn-node-process';
import { createQuickJsSandbox } from '../../../src-main/sandbox/quickjs/quickjs-sandbox';
import type { ProcessFacts } from '../../../src-main/sandbox/confined/os-sandbox';
import { prove, type ProofOptions, type ProofReport } from '../lib/prove';
import { withTempFolder } from '../lib/temp-folder';
import { runUnprivilegedApp } from '../lib/unprivileged-app';
import { openCanaries, type Canaries } from './canaries';
import { createNakedSandbox, createVmSandbox } from './careless-sandbox';
import { codePayloads, webPayloads } from './corpus/all';
import { careful, runExpressions, type Evaluate } from './expressions';
import { runCorpus, type LaneReport } from './run-corpus';

// P18: what a workflow that nobody trusts can say stays in there: expressions, code in QuickJS, code
// in a renderer. Every payload is run through the face the app uses; the canaries are outside.

const root = process.cwd();
const lanes = ['expressions', 'quickjs', 'renderer'] as const;
type Lane = (typeof lanes)[number];

async function escape(options: ProofOptions): Promise<ProofReport> {
  const chosen = options.option('lane');
  const figures: Record<string, string | number> = {};
  const violations: string[] = [];
  for (const lane of lanes) {
    if (chosen !== undefined && chosen !== lane) continue;
    if (chosen === undefined && !concerns(options.broken, lane)) continue;
    const report = await runLane(lane, options);
    const ends = Object.entries(report.ends).sort((a, b) => b[1] - a[1]);
    const told = ends.map(([end, count]) => `${end} ${count}`).join(', ');
    process.stdout.write(
      `${lane} payloads=${report.payloads} escapes=${report.escapes.length}${report.proof ?? ''} (${told})\n`,
    );
    if (report.payloads < 150 && options.n === 1) violations.push(`${lane}: too few payloads`);
    for (const found of [...report.escapes, ...(report.unproven ?? [])])
      violations.push(`${lane}: ${found}`);
    figures[lane] = report.payloads;
    figures['escapes'] = Number(figures['escapes'] ?? 0) + report.escapes.length;
  }
  return { figures, violations };
}

interface Report extends LaneReport {
  /** What the operating system says. */
  readonly proof?: string;
  readonly unproven?: readonly string[];
}

function concerns(broken: string | undefined, lane: Lane): boolean {
  if (broken === undefined) return true;
  if (broken === 'page' || broken === 'no-sandbox') return lane === 'renderer';
  return broken === 'eval' ? lane === 'expressions' : lane === 'quickjs';
}

function runLane(lane: Lane, options: ProofOptions): Promise<Report> {
  return withTempFolder(async (folder) => {
    if (lane === 'renderer') return renderers(folder, options);
    const canaries = await openCanaries(folder);
    try {
      return lane === 'quickjs'
        ? await quickJs(canaries, options)
        : options.broken === 'eval'
          ? runExpressions(unsafe, canaries, (source) => source.includes('constructor'))
          : runExpressions(careful, canaries);
    } finally {
      await canaries.close();
    }
  });
}

/** What the design forbids: V8 evaluates the text of an expression. */
const unsafe: Evaluate = (source, roots) => {
  const real = process;
  // One of the texts ends the process.
  Object.assign(globalThis, roots, { process: { ...process, exit: roots['exit'] } });
  try {
    return runInThisContext(`(${source})`) as unknown;
  } finally {
    // The proof itself ends by the real one.
    Object.assign(globalThis, { process: real });
  }
};

async function quickJs(canaries: Canaries, options: ProofOptions): Promise<LaneReport> {
  const entry = (name: string) => join(root, 'out/main', `${name}.js`);
  const sandbox =
    options.broken === 'vm'
      ? createVmSandbox()
      : options.broken === 'naked'
        ? createNakedSandbox()
        : createQuickJsSandbox({
            spawn: createNodeSpawner(entry('quickjs-child'), bareEnvironment()),
            stripEntry: entry('strip-worker'),
            reason: 'the proof',
          });
  // Without a boundary, what uses up the engine would use up this process.
  const all = options.broken
    ? codePayloads.filter(({ name }) => name.startsWith('constructor'))
    : [...codePayloads, ...webPayloads];
  const payloads = all.filter((_, at) => at % options.n === 0);
  try {
    return await runCorpus(sandbox, payloads, canaries, options.progress);
  } finally {
    await sandbox.close();
  }
}

/** In Electron, with windows. */
async function renderers(folder: string, options: ProofOptions): Promise<Report> {
  const task = { careless: options.broken === 'page', step: options.n };
  const flags = options.broken === 'no-sandbox' ? ['--no-sandbox'] : [];
  const report = await runUnprivilegedApp<RendererReport>(folder, task, flags);
  if ('failed' in report)
    return { payloads: 0, ends: {}, escapes: [`nothing ran: ${report.failed}`] };
  return { ...report, ...(process.platform === 'linux' && osProof(report)) };
}

type RendererReport =
  | { readonly failed: string }
  | (LaneReport & {
      readonly engines: number;
      readonly processes: number;
      readonly facts: readonly ProcessFacts[];
    });

function osProof(report: Exclude<RendererReport, { failed: string }>): Partial<Report> {
  const { facts, engines, processes } = report;
  const every = (holds: (fact: ProcessFacts) => boolean) => facts.length > 0 && facts.every(holds);
  const held = {
    'Seccomp=2': every((fact) => fact.seccomp === 2),
    'NoNewPrivs=1': every((fact) => fact.noNewPrivileges),
    'own userns': every((fact) => fact.own.includes('user')),
    'own netns': every((fact) => fact.own.includes('net')),
    'own pidns': every((fact) => fact.own.includes('pid')),
    'a process each': engines === processes,
  };
  const entries = Object.entries(held);
  return {
    proof: ` os-sandbox: ${entries.map(([name, holds]) => (holds ? name : `NOT ${name}`)).join(', ')} in ${engines} processes`,
    unproven: entries
      .filter(([, holds]) => !holds)
      .map(([name]) => `not in every process: ${name}`),
  };
}

await prove({
  name: 'escape',
  // Every payload; 5 takes every fifth.
  n: 1,
  broken: ['vm', 'naked', 'eval', 'page', 'no-sandbox'],
  run: escape,
});
