import { History } from 'lucide-react';
import { workbench } from '../workbench/index';
import { useDebugger } from '../debugger/index';
import { useRuns } from '../runs/index';
import { jump } from './seek';
import { timeStore } from './time-store';

/** Whether what is shown is not what is; the debugger's own status says it while it has the run. */
export function useIsPast(): boolean {
  const isPast = useRuns((state) => state.cursor !== null);
  const off = useDebugger(({ phase, moment }) => phase === 'off' || (moment?.live ?? true));
  return isPast && off;
}

export interface ViewingPastProps {
  readonly className: string | undefined;
}

/** `Viewing event 412 of 980, not live`, and the way back; for the status bar. */
export function ViewingPast({ className }: ViewingPastProps) {
  const isPast = useIsPast();
  const cursor = useRuns((state) => state.cursor);
  const length = useRuns((state) => state.log.length);
  if (!isPast || cursor === null) return null;
  const words = `Viewing event ${cursor.toLocaleString('en')} of ${length.toLocaleString('en')}, not live`;
  return (
    <>
      <button
        type="button"
        className={className}
        title="Show it in the timeline"
        onClick={showTimeline}
      >
        <History /> {words}
      </button>
      <button type="button" className={className} onClick={() => jump(null)}>
        Back to now
      </button>
    </>
  );
}

export function showTimeline(): void {
  timeStore.setState({ view: 'timeline' });
  workbench.showPanel('timeline');
}
