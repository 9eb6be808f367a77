import type { AutosaveState } from './document-state';

// Journals the text while it is edited: soon after a change, at the latest a second after the
// first one that is not yet safe, never two at once, and again and again when it fails.

export interface DraftSaverDeps {
  /** Writes what there is to write now; durable when it resolves. */
  readonly write: () => Promise<void>;
  readonly onState: (state: AutosaveState, error: unknown) => void;
  readonly now: () => number;
  readonly setTimer: (run: () => void, delay: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
}

export interface DraftSaver {
  /** The text has changed. */
  touch(): void;
  /** Writes at once what is pending; resolves when it is safe or has failed. */
  flush(): Promise<void>;
  /** Forgets what is pending: it became the saved text, or its document is gone. */
  cancel(): void;
}

const quietTime = 300;
const longestWait = 900;
const retryDelays = [1_000, 2_000, 5_000, 10_000];

export function createDraftSaver(deps: DraftSaverDeps): DraftSaver {
  let timer: unknown;
  let pendingSince: number | null = null;
  let writing: Promise<void> | null = null;
  let failures = 0;
  let lifetime = 0;

  function touch(): void {
    const first = pendingSince === null;
    pendingSince ??= deps.now();
    // While it fails, the retry is already scheduled: typing must not hurry it.
    if (failures > 0) return;
    if (first && !writing) deps.onState('pending', null);
    if (!writing) schedule(delayNow());
  }

  function delayNow(): number {
    const waited = deps.now() - (pendingSince ?? deps.now());
    return Math.max(0, Math.min(quietTime, longestWait - waited));
  }

  function schedule(delay: number): void {
    deps.clearTimer(timer);
    timer = deps.setTimer(() => void run(), delay);
  }

  async function run(): Promise<void> {
    deps.clearTimer(timer);
    if (writing) return writing;
    if (pendingSince === null) return;
    writing = attempt(lifetime);
    await writing;
  }

  async function attempt(mine: number): Promise<void> {
    pendingSince = null;
    deps.onState('saving', null);
    let error: unknown;
    let failed = false;
    try {
      await deps.write();
    } catch (thrown) {
      failed = true;
      error = thrown;
    }
    writing = null;
    if (mine !== lifetime) return;
    if (failed) {
      pendingSince ??= deps.now();
      schedule(retryDelays[Math.min(failures, retryDelays.length - 1)] ?? 1_000);
      failures += 1;
      deps.onState('failed', error);
      return;
    }
    failures = 0;
    if (pendingSince === null) {
      deps.onState('saved', null);
    } else {
      deps.onState('pending', null);
      schedule(delayNow());
    }
  }

  async function flush(): Promise<void> {
    if (writing) await writing;
    await run();
  }

  function cancel(): void {
    deps.clearTimer(timer);
    lifetime += 1;
    pendingSince = null;
    failures = 0;
    deps.onState('saved', null);
  }

  return { touch, flush, cancel };
}
