import { Bug, History } from 'lucide-react';
import { workbench } from '../../workbench/index';
import { useDebugger } from '../debugger';
import { debuggerStore } from '../debugger';
import { wireName } from '../breakpoints/names';
import { type DebuggerState, shownStop, stopWords } from '../session/debugger-state';

/** `debugging`, `past` or nothing: what colours the status bar. */
export function useDebugTone(): 'debugging' | 'past' | undefined {
  return useDebugger(toneOf);
}

function toneOf({ phase, moment, over }: DebuggerState): 'debugging' | 'past' | undefined {
  // At the end of a run that is over there is nothing later to be live at.
  const atEnd = over && moment?.seq === moment?.lastSeq;
  if (moment && !moment.live && phase !== 'off' && !atEnd) return 'past';
  if (atEnd) return undefined;
  return phase === 'off' || phase === 'ended' ? undefined : 'debugging';
}

export interface DebugStatusProps {
  readonly className: string | undefined;
}

/** What the session does, in the status bar; a click leads to it. */
export function DebugStatus({ className }: DebugStatusProps) {
  const words = useDebugger(statusWords);
  const past = useDebugger((state) => toneOf(state) === 'past');
  if (words === null) return null;
  return (
    <>
      <button
        type="button"
        className={className}
        title={words}
        onClick={() => workbench.showSidebar('debug')}
      >
        {past ? <History /> : <Bug />} {words}
      </button>
      {past && (
        <button
          type="button"
          className={className}
          onClick={() => void debuggerStore.ask('stepwell/seek', { live: true })}
        >
          Back to now
        </button>
      )}
    </>
  );
}

function statusWords(state: DebuggerState): string | null {
  const { phase, moment, over } = state;
  if (phase === 'off') return null;
  if (over && moment?.seq === moment?.lastSeq) return 'The debugged run is over';
  if (moment && !moment.live) {
    const at = moment.seq.toLocaleString('en');
    return `Viewing event ${at} of ${moment.lastSeq.toLocaleString('en')}, not live`;
  }
  switch (phase) {
    case 'starting':
      return 'Starting to debug…';
    case 'running':
      return 'Debugging';
    case 'stopped':
      return pausedWords(state);
    case 'ended':
      return 'The debugged run is over';
  }
}

function pausedWords(state: DebuggerState): string {
  const stop = shownStop(state);
  return stop ? stopWords(stop, wireName) : 'Paused';
}
