import { useMemo, useState } from 'react';
import { EmptyState } from '../../../ui/empty-state';
import { Skeleton } from '../../../ui/skeleton';
import { useRuns } from '../../runs/index';
import { useTime } from '../time-store';
import { scaleOf, type ViewWindow } from './scale';
import { Stage } from './stage';
import { TimelineToolbar } from './timeline-toolbar';
import styles from './timeline.module.css';
import { useTitles } from './use-titles';

/** The shown run as a picture one can move through: lanes, iterations, waits, failures. */
export function TimelineView() {
  const picture = useTime((state) => state.picture);
  const scaleKind = useTime((state) => state.scale);
  const shown = useRuns((state) => state.shown);
  const [window, setWindow] = useState<ViewWindow | null>(null);
  const titleOf = useTitles(picture);
  const length = picture?.log.length ?? 0;
  const scale = useMemo(
    () => (picture === null ? null : scaleOf(scaleKind, length, picture.times)),
    [picture, scaleKind, length],
  );
  if (shown === null) {
    return (
      <EmptyState
        title="No run to look at"
        description="Run the workflow, or choose one of its runs. Every event of it can be gone back to."
      />
    );
  }
  if (picture === null || scale === null) return <Skeleton />;
  const all = { from: 0, to: scale.extent };
  // A window that was chosen on the other scale, or of a shorter log, means nothing any more.
  const view = window === null || window.to > scale.extent + 1e-6 ? all : window;
  return (
    <div className={styles.panel}>
      <TimelineToolbar picture={picture} scale={scale} window={view} onWindow={setWindow} />
      <Stage
        picture={picture}
        titleOf={titleOf}
        scale={scale}
        window={view}
        onWindow={(next) => setWindow(next.to - next.from >= scale.extent ? null : next)}
      />
    </div>
  );
}
