import type { RunEvent } from '@shared/runs/events';
import type { RunId } from '@shared/lib/ids';
import { Lanes } from '@shared/debug/lanes';
import { type Moment, type MomentAddress, momentAt } from '@shared/debug/moment';
import type { LogPlace } from '@shared/debug/places';
import type { RunPrograms } from '@shared/debug/programs';
import { RunLog } from '@shared/debug/run-log';
import type { Stop } from '@shared/debug/stops';
import type { DebugSession } from '../types';
import type { DebugHost } from './host';
import type { Sources } from './sources';

/** What one client sees of a run: its log, live or over, and the moment that is looked at. */
export class RunView {
  log = RunLog.empty;
  /** Null: now. Else the place in the past that is looked at. */
  past: LogPlace | null = null;
  readonly programs: RunPrograms;
  private readonly lanesOfRun: Lanes;

  constructor(
    private readonly host: DebugHost,
    sources: Sources,
    readonly run: RunId,
    /** Null for a run that is over: its log is all there is. */
    readonly session: DebugSession | null,
  ) {
    this.programs = {
      workflowOf: (hash) => sources.ofHash(hash)?.workflow ?? null,
      definitionOf: (kind) => host.kinds.find(kind),
      environment: host.environment,
    };
    this.lanesOfRun = new Lanes(this.programs);
    this.load();
  }

  /** Reads what is kept and not known yet. */
  load(): void {
    for (;;) {
      const { events } = this.host.events(this.run, this.log.length, 10_000);
      if (events.length === 0) return;
      this.log = this.log.append(events);
    }
  }

  /** Events as they come; what was missed is read. */
  take(events: readonly RunEvent[]): void {
    const [first] = events;
    if (first && first.seq > this.log.length + 1) this.load();
    else this.log = this.log.append(events);
  }

  get lanes(): Lanes {
    this.lanesOfRun.update(this.log);
    return this.lanesOfRun;
  }

  get seq(): number {
    return this.past?.seq ?? this.log.length;
  }

  get isOver(): boolean {
    const status = this.log.state?.status;
    return (
      this.session === null ||
      status === 'completed' ||
      status === 'failed' ||
      status === 'cancelled'
    );
  }

  /** What stands still on a branch now. */
  stopOf(thread: number): Stop | undefined {
    return this.session?.stops().find(({ branch }) => branch === thread);
  }

  moment(seq: number, address: MomentAddress, stop?: Stop): Moment | null {
    if (seq > this.log.length) this.load();
    return momentAt(this.log, this.programs, seq, address, {
      ...(stop?.input && { input: stop.input }),
      ...(stop?.output && { output: stop.output }),
      ...(stop?.error && { error: stop.error }),
    });
  }
}
