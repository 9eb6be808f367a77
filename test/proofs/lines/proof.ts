import { join } from 'node:path';
import { createCodeSandbox } from '../../../src-main/sandbox/sandbox';
import { createNodeSpawner } from '../../../src-main/sandbox/spawn-node-process';
import { prove, type ProofOptions, type ProofReport } from '../lib/prove';
import { withTempFolder } from '../lib/temp-folder';
import { runUnprivilegedApp } from '../lib/unprivileged-app';
import { limits, runScenarios, type LaneReport } from './scenarios';

// Code can be stopped at its lines in every lane that runs on V8; no port is opened for it, and the
// app answers while code stands still.

const root = process.cwd();

async function lines(options: ProofOptions): Promise<ProofReport> {
  const only = options.option('lane');
  const reports: Record<string, LaneReport> = {
    ...(only !== 'electron' && { node: await inNodeProcesses(options.n) }),
    ...(only !== 'node' && (await withTempFolder((folder) => inElectron(folder, options.n)))),
  };
  const figures: Record<string, string | number> = {};
  const violations: string[] = [];
  for (const [lane, report] of Object.entries(reports)) {
    violations.push(...report.violations);
    if (report.sockets > 0) violations.push(`${lane}: ${report.sockets} sockets listen`);
    const told = Object.entries(limits).map(([name, limit]) => {
      const times = report.times[name as keyof typeof limits];
      // Of a few trials the slowest says more about the machine.
      const late = at(times, options.n < 20 ? 0.5 : 0.95);
      if (late > limit) violations.push(`${lane}: ${name} took ${late.toFixed(0)} ms`);
      return `${name} ${at(times, 0.5).toFixed(1)}/${late.toFixed(1)}`;
    });
    figures[lane] = `[${told.join(', ')}]`;
    figures['sockets'] = Number(figures['sockets'] ?? 0) + report.sockets;
  }
  return { figures, violations };
}

function at(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

async function inNodeProcesses(trials: number): Promise<LaneReport> {
  const entry = join(root, 'out/main/sandbox-child.js');
  const sandbox = createCodeSandbox({ spawn: createNodeSpawner(entry) });
  try {
    return await runScenarios(sandbox, { name: 'node', confined: false, pids: () => [] }, trials);
  } finally {
    await sandbox.close();
  }
}

async function inElectron(folder: string, trials: number): Promise<Record<string, LaneReport>> {
  const report = await runUnprivilegedApp<Record<string, LaneReport> | { readonly failed: string }>(
    folder,
    { trials },
  );
  if ('failed' in report) throw new Error(String(report.failed));
  return report;
}

await prove({ name: 'lines', n: 20, run: lines });
