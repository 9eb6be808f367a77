import { compareWorkflows, type WorkflowChanges } from '@shared/workflow/compare/compare-workflows';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { useMemo, useState } from 'react';
import { EmptyState } from '../../ui/empty-state';
import { SegmentedControl } from '../../ui/segmented-control';
import { Skeleton } from '../../ui/skeleton';
import { TextDiff } from '../../ui/text-diff';
import { type PictureMark, WorkflowPicture } from '../canvas/index';
import { ChangeList } from './change-list';
import css from './version-comparison.module.css';

export interface VersionComparisonProps {
  /** The chosen version; undefined while it is read. */
  readonly text: string | undefined;
  /** What it is compared with. */
  readonly other: string | undefined;
  /** False for the first version: there is nothing before it. */
  readonly hasOther: boolean;
  readonly against: 'before' | 'now';
  readonly canCompareWithNow: boolean;
  readonly onAgainst: (against: 'before' | 'now') => void;
}

const added: PictureMark = { color: 'success', sign: '+' };
const removed: PictureMark = { color: 'error', sign: '−' };
const changed: PictureMark = { color: 'warning', sign: '≠' };

/** Two versions side by side: drawn, listed and as text. */
export function VersionComparison(props: VersionComparisonProps) {
  const { text, other, hasOther, against, canCompareWithNow, onAgainst } = props;
  const [view, setView] = useState<'picture' | 'text'>('picture');
  // Told in the order of time: what is older stands at the left.
  const [old, fresh] = against === 'now' ? [text, other] : [other, text];
  return (
    <div className={css.comparison}>
      <div className={css.tools}>
        <SegmentedControl
          label="View of the difference"
          value={view}
          onValueChange={setView}
          segments={[
            { value: 'picture', label: 'Drawn' },
            { value: 'text', label: 'Text' },
          ]}
        />
        {canCompareWithNow && (
          <SegmentedControl
            label="Compare with"
            value={against}
            onValueChange={onAgainst}
            segments={[
              { value: 'before', label: 'With the one before' },
              { value: 'now', label: 'With the newest' },
            ]}
          />
        )}
      </div>
      {text === undefined || (hasOther && other === undefined) ? (
        <div className={css.waiting} aria-busy="true" aria-label="Reading the version">
          <Skeleton height={200} />
        </div>
      ) : !hasOther ? (
        <Alone text={text} />
      ) : view === 'text' ? (
        <TextDiff before={old ?? ''} after={fresh ?? ''} label="Difference of the text" />
      ) : (
        <Drawn before={old ?? ''} after={fresh ?? ''} />
      )}
    </div>
  );
}

function Alone({ text }: { readonly text: string }) {
  const workflow = useMemo(() => parseWorkflow(text).workflow, [text]);
  return (
    <div className={css.alone}>
      <div className={css.picture}>
        {workflow && (
          <WorkflowPicture
            workflow={workflow}
            detail="fitting"
            label="The first version"
            className={css.graph}
          />
        )}
      </div>
      <p className={css.about}>The first version: nothing comes before it.</p>
    </div>
  );
}

function Drawn({ before, after }: { readonly before: string; readonly after: string }) {
  const [old, fresh] = useMemo(
    () => [parseWorkflow(before).workflow, parseWorkflow(after).workflow],
    [before, after],
  );
  const changes = useMemo(() => (old && fresh ? compareWorkflows(old, fresh) : null), [old, fresh]);
  if (!old || !fresh || !changes) {
    return (
      <EmptyState
        title="One of the two cannot be drawn"
        description="Its text has a syntax error. The text view shows what changed."
      />
    );
  }
  return (
    <div className={css.drawn}>
      <figure className={css.side}>
        <figcaption>Before</figcaption>
        <div className={css.picture}>
          <WorkflowPicture
            workflow={old}
            detail="fitting"
            label="Before"
            marks={marksOf(changes, 'before')}
            className={css.graph}
          />
        </div>
      </figure>
      <figure className={css.side}>
        <figcaption>After</figcaption>
        <div className={css.picture}>
          <WorkflowPicture
            workflow={fresh}
            detail="fitting"
            label="After"
            marks={marksOf(changes, 'after')}
            className={css.graph}
          />
        </div>
      </figure>
      <ChangeList changes={changes} />
    </div>
  );
}

function marksOf(changes: WorkflowChanges, side: 'before' | 'after'): Map<string, PictureMark> {
  const own = side === 'before' ? changes.removed : changes.added;
  return new Map([
    ...own.map(({ id }) => [id, side === 'before' ? removed : added] as const),
    ...changes.changed.map(({ id }) => [id, changed] as const),
  ]);
}
