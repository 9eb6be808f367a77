import type { RunEvent } from '@shared/runs/events';
import type { DebugProtocol } from '@vscode/debugprotocol';

/** At most so often the client is told. */
const every = 250;

/** Says that a run is at work and at which step, while it does not stand still. */
export class ProgressReport {
  private id: string | null = null;
  private count = 0;
  private lastTold = 0;
  private title = '';

  constructor(
    private readonly event: (name: string, body: object) => void,
    private readonly client: () => DebugProtocol.InitializeRequestArguments,
  ) {}

  begin(title: string): void {
    this.title = title;
  }

  take(event: RunEvent): void {
    if (event.type !== 'step.started' && event.type !== 'step.progressed') return;
    if (this.client().supportsProgressReporting !== true) return;
    if (this.id === null) {
      this.count += 1;
      this.id = `run-${this.count}`;
      this.lastTold = event.time;
      this.event('progressStart', {
        progressId: this.id,
        title: `Running ${this.title}`,
        message: event.step,
        cancellable: false,
      });
      return;
    }
    if (event.time - this.lastTold < every) return;
    this.lastTold = event.time;
    const share =
      event.type === 'step.progressed' && event.total
        ? { percentage: Math.min(100, Math.round((event.done / event.total) * 100)) }
        : {};
    this.event('progressUpdate', { progressId: this.id, message: event.step, ...share });
  }

  end(): void {
    if (this.id === null) return;
    this.event('progressEnd', { progressId: this.id });
    this.id = null;
  }
}
