import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { RunId } from '@shared/lib/ids';
import { foldRun } from '@shared/runs/reducer';
import { connect } from '../../../src-main/storage/database';
import { listBackups } from '../../../src-main/storage/backups';
import { openDatabase, type Store } from '../../../src-main/storage/open-database';
import { createEventsRepository } from '../../../src-main/storage/repositories/events';
import { type CrashPoint, crashPointOf, crashPoints, isOfBackup } from '../lib/crash-points';
import { addFindings, checkStore, noFindings } from '../lib/check-store';
import { startChild } from '../lib/child-process';
import { prove, type ProofOptions } from '../lib/prove';
import { withTempFolder } from '../lib/temp-folder';
import {
  ageBackups,
  checkNewest,
  countUnfinished,
  findBackupFaults,
  unfinished as unfinishedBackups,
} from './backups';
import { type Line, Witness } from './witness';
import { expectedResult } from './workflow';

// P1, P3, P4, P9: Stepwell is killed at random moments while it works, starts or goes on with what
// was interrupted, and started again, over and over. In the end every run has finished with the
// right result, and a witness outside has seen nothing that was promised not to happen.

/** A profile lives through so many kills, then everything is finished and checked. */
const killsPerProfile = 50;
const patience = 60_000;

const totals = {
  runs: 0,
  acknowledged: 0,
  asked: 0,
  unsafe: 0,
  waiting: 0,
  keyed: 0,
  resumed: 0,
  paused: 0,
  stoodAgain: 0,
  /** Kills at a named point. */
  named: 0,
};

async function killAndRestart(folder: string, options: ProofOptions) {
  const sum = noFindings();
  const violations: string[] = [];
  const at = options.option('at');
  const only = at === undefined ? null : crashPointOf(at);
  for (let done = 0; done < options.n; done += killsPerProfile) {
    const kills = Math.min(killsPerProfile, options.n - done);
    const profile = join(folder, `profile-${done}`);
    mkdirSync(profile);
    const witness = new Witness();
    const place = {
      profile,
      url: await witness.listen(),
      ledger: join(folder, `ledger-${done}`),
      broken: options.broken ?? '',
      // `--paused`: somebody debugs the runs, so that most of them stand still when it is killed.
      how: options.option('paused') === undefined ? '' : 'debug',
    };
    try {
      for (let kill = 0; kill < kills; kill += 1) {
        const before = witness.violations.length;
        const how = killOf(done + kill, only, place.how === '', options.random);
        const backups = listBackups(profile).length;
        if (how.isOfBackup) ageBackups(profile);
        const crash = await workUntilKilled(place, witness, kill, how);
        if (crash !== '' && (only === null || crash === only.name)) totals.named += 1;
        if (options.broken === 'lose-events') loseLastEvent(profile);
        if (options.broken === 'half-backup') countUnfinished(profile);
        readLog(profile, witness);
        if (how.isOfBackup) witness.violations.push(...findBackupFaults(profile, backups));
        nameViolations(witness.violations, before, `kill ${done + kill + 1}, ${how.name}`);
        options.progress(done + kill + 1);
      }
      ageBackups(profile);
      await finish(place, witness);
      const left = unfinishedBackups(profile).length;
      if (left > 0) witness.violations.push(`${left} unfinished backups were never removed`);
    } finally {
      witness.close();
    }
    witness.conclude(readLines(place.ledger));
    const store = await openDatabase({ profile });
    addFindings(sum, await checkStore(store, witness.acknowledged()));
    addFindings(sum, await checkNewest(profile, witness.runs.keys()));
    violations.push(...witness.violations, ...unfinished(store, witness));
    store.close();
    count(witness);
    rmSync(profile, { recursive: true });
  }
  if (only && totals.named === 0) violations.push(`no process came to the point ${only.name}`);
  return {
    figures: {
      kills: options.n,
      [only ? `at ${only.name}` : 'at a named point']: totals.named,
      runs: totals.runs,
      'acknowledged events': totals.acknowledged,
      lost: sum.lost,
      'gaps or changed events': sum.faults,
      'rows unlike the log': sum.mismatches,
      damaged: sum.damaged,
      'unsafe steps interrupted': totals.unsafe,
      asked: totals.asked,
      'runs waiting when killed': totals.waiting,
      'of them finished': totals.resumed,
      ...(options.option('paused') !== undefined && {
        'runs paused when killed': totals.paused,
        'stood there again': totals.stoodAgain,
      }),
      'requests with a key': totals.keyed,
      'other broken promises': violations.length,
    },
    violations: [...violations, ...sum.details],
  };
}

interface Place {
  readonly profile: string;
  readonly url: string;
  readonly ledger: string;
  readonly broken: string;
  readonly how: string;
}

/** When a process is killed, and what that is called. */
interface Kill {
  readonly name: string;
  /** After so many events. */
  readonly lines: number;
  /** After so many milliseconds; for the other two, when they do not come about. */
  readonly delay: number;
  /** At this point, when it is passed for that time. */
  readonly point: string;
  /** It makes a backup. */
  readonly isOfBackup: boolean;
}

/** In turns after some events, at a named point, after some events, after some time. */
function killOf(
  kill: number,
  only: CrashPoint | null,
  /** Runs that stand at a debugger come to few points. */
  inTurns: boolean,
  random: () => number,
): Kill {
  const turn = kill % 4;
  const count = 1 + Math.floor(random() * 120);
  const delay = Math.floor(random() * 600);
  const inTurn = crashPoints[Math.floor(kill / 4) % crashPoints.length];
  // What comes only after a crash needs one before it that leaves something to ask about.
  const wanted = only?.needsCrash && kill % 2 === 0 ? crashPointOf('after-effect') : only;
  const named = wanted ?? (inTurns && turn === 1 ? inTurn : undefined);
  if (named) {
    const most = mostPasses(named);
    const times = 1 + Math.floor(random() * most);
    const name = `--at ${named.name}, passed for the time ${times}`;
    const wait = named.needsCrash ? 3_000 : 10_000;
    const point = `${named.name}#${times}`;
    return { name, lines: Infinity, delay: wait, point, isOfBackup: isOfBackup(named) };
  }
  const rest = { point: '', isOfBackup: false };
  if (turn === 3) return { name: `after ${delay} ms`, lines: Infinity, delay, ...rest };
  return { name: `after ${count} events`, lines: count, delay: patience, ...rest };
}

/** How often a process comes to a point before long. */
function mostPasses(point: CrashPoint): number {
  if (point.needsCrash || point.name.startsWith('after-backup')) return 1;
  return point.name === 'in-backup' || point.type?.startsWith('run.') ? 3 : 12;
}

/** Says of what was found after a kill which kill it was. */
function nameViolations(violations: string[], from: number, kill: string): void {
  for (let at = from; at < violations.length; at += 1) {
    violations[at] = `${kill}: ${violations[at] ?? ''}`;
  }
}

/** Answers the name of the point at which it ended itself; empty when it was killed from outside. */
async function workUntilKilled(
  { profile, url, ledger, broken, how }: Place,
  witness: Witness,
  kill: number,
  { lines, delay, point }: Kill,
): Promise<string> {
  // Sometimes two processes want the interrupted runs at the same time; one gets each of them.
  const first = [kill * 1_000, ...(kill % 5 === 4 ? [kill * 1_000 + 500] : [])];
  let seen = 0;
  let crash = '';
  const children = first.map((marker) =>
    startChild([profile, url, ledger, String(marker), 'work', broken, how, point], {}, (text) => {
      const line = JSON.parse(text) as Line;
      witness.take(line);
      if (line.crash !== undefined) {
        crash = line.crash;
        killAll();
      }
      seen += line.type === undefined ? 0 : 1;
      if (seen >= lines) killAll();
    }),
  );
  const killAll = () => children.forEach((child) => child.kill());
  const timer = setTimeout(killAll, delay);
  const ends = await Promise.all(children.map((child) => child.ended));
  clearTimeout(timer);
  if (ends.some(({ signal }) => signal !== 'SIGKILL')) {
    throw new Error(`It ended by itself: ${children.map((child) => child.errors()).join(' ')}`);
  }
  if (lines !== Infinity && seen < lines)
    witness.violations.push(`nothing happened for ${patience} ms`);
  return crash;
}

/** Lets everything come to its end, without a kill. */
async function finish(place: Place, witness: Witness): Promise<void> {
  const { profile, url, ledger, broken, how } = place;
  let finished = false;
  const child = startChild([profile, url, ledger, '0', 'finish', broken, how], {}, (text) => {
    const line = JSON.parse(text) as Line;
    witness.take(line);
    finished ||= line.finished === true;
  });
  const timer = setTimeout(() => child.kill(), patience);
  await child.ended;
  clearTimeout(timer);
  if (!finished) witness.violations.push(`not everything came to its end: ${child.errors()}`);
}

function readLog(profile: string, witness: Witness): void {
  const file = join(profile, 'stepwell.db');
  // Killed before there was one.
  if (!existsSync(file)) return;
  const database = connect(file, { readonly: true });
  try {
    const ready = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'events'`).get();
    if (ready !== undefined) witness.killed(database);
  } finally {
    database.close();
  }
}

/** What the proof must notice. */
function loseLastEvent(profile: string): void {
  const database = connect(join(profile, 'stepwell.db'));
  database.exec(`
    UPDATE runs SET next_seq = next_seq - 1, last_hash = (SELECT hash FROM events
      WHERE run_id = runs.id AND seq = runs.next_seq - 2) WHERE next_seq > 3 AND ended_at IS NULL;
    DELETE FROM events WHERE seq >= (SELECT next_seq FROM runs WHERE id = run_id);
  `);
  database.close();
}

/** Runs that did not finish, finished with something else, or did something twice in their logs. */
function unfinished(store: Store, witness: Witness): string[] {
  const problems: string[] = [];
  const log = createEventsRepository(store.database);
  for (const [run, { marker }] of witness.runs) {
    const events = log.after(run as RunId, 0, 100_000);
    const state = foldRun(events);
    const output = state.output && 'value' in state.output ? state.output.value : undefined;
    if (state.status !== 'completed') {
      problems.push(`${run} is ${state.status}: ${state.error?.message ?? ''}`);
    } else if (!isDeepStrictEqual(output, expectedResult(marker))) {
      problems.push(`${run} gave ${JSON.stringify(output)}`);
    } else if (witness.waited.has(run)) {
      totals.resumed += 1;
    }
    const finished = new Set<string>();
    for (const event of events) {
      if (event.type !== 'step.started' && event.type !== 'step.completed') continue;
      const key = JSON.stringify([event.path, event.step]);
      if (finished.has(key)) problems.push(`${run}: ${event.type} of ${key} after its end`);
      if (event.type === 'step.completed') finished.add(key);
    }
  }
  return problems;
}

function count(witness: Witness): void {
  totals.runs += witness.runs.size;
  for (const { seq } of witness.runs.values()) totals.acknowledged += seq;
  totals.asked += witness.counts.asked;
  totals.unsafe += witness.counts.unsafeInterrupted;
  totals.waiting += witness.waited.size;
  totals.keyed += witness.counts.keyed;
  totals.paused += witness.counts.paused;
  totals.stoodAgain += witness.counts.stoodAgain;
}

function readLines(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}

await prove({
  name: 'kill9',
  n: 1_000,
  broken: ['lose-events', 'always-retry', 'half-backup'],
  run: (options) => withTempFolder((folder) => killAndRestart(folder, options)),
});
