import { SegmentedControl } from '../../ui/segmented-control';
import { CompareView } from './compare/compare-view';
import { ForksView } from './forks/forks-view';
import { MatrixView } from './matrix/matrix-view';
import { PastView } from './past/past-view';
import styles from './time-panel.module.css';
import { type TimeView, timeStore, useTime } from './time-store';
import { EventLine } from './timeline/event-line';
import { TimelineView } from './timeline/timeline-view';

const views: readonly { readonly value: TimeView; readonly label: string }[] = [
  { value: 'timeline', label: 'Timeline' },
  { value: 'matrix', label: 'Iterations' },
  { value: 'compare', label: 'Compare' },
  { value: 'past', label: 'Ask the past' },
  { value: 'forks', label: 'Forks' },
];

const contents: Readonly<Record<TimeView, () => React.JSX.Element>> = {
  timeline: () => <TimelineView />,
  matrix: () => <MatrixView />,
  compare: () => <CompareView />,
  past: () => <PastView />,
  forks: () => <ForksView />,
};

/** Everything that looks at a run through its log. */
export function TimePanel() {
  const view = useTime((state) => state.view);
  return (
    <div className={styles.panel}>
      <header className={styles.views}>
        <SegmentedControl<TimeView>
          label="View of the run"
          value={view}
          segments={views}
          onValueChange={(next) => timeStore.setState({ view: next })}
        />
        <EventLine />
      </header>
      <div className={styles.content}>{contents[view]()}</div>
    </div>
  );
}
