import { ChevronLeft, ChevronRight } from 'lucide-react';
import { classNames } from '../../../ui/class-names';
import { runsStore, turnIteration, useFrameIterations } from '../../runs';
import css from './frame-iterations.module.css';

export interface FrameIterationsProps {
  readonly step: string;
  readonly title: string;
  /** What a body of it is called. */
  readonly noun: string;
}

/** `◀ 37/120 ▶` at a frame: which of its rounds all steps in it show; at first all together. */
export function FrameIterations({ step, title, noun }: FrameIterationsProps) {
  const found = useFrameIterations(step);
  if (!found) return null;
  const { ended, started, chosen } = found;
  // The steps of a part are in no other one: there is nothing to choose.
  if (started < 2 || noun !== 'Iterations') {
    return (
      <span className={css.picker} title={`${noun}: ended of begun`}>
        {`${ended}/${started}`}
      </span>
    );
  }
  const words =
    chosen === null
      ? `${noun}: all ${started} together, ${ended} ended`
      : `${noun}: ${chosen + 1} of ${started}`;
  return (
    <span
      className={classNames(css.picker, 'nodrag')}
      role="group"
      aria-label={`${noun} of ${title} that its steps show`}
      data-chosen={chosen === null ? undefined : ''}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-label="The one before"
        title="The one before"
        onClick={() => turnIteration(step, -1)}
      >
        <ChevronLeft size={12} aria-hidden />
      </button>
      <button
        type="button"
        tabIndex={-1}
        className={css.number}
        aria-label={words}
        title={chosen === null ? words : `${words}. Click to see all together.`}
        onClick={() => runsStore.getState().selectIteration(step, null)}
      >
        {chosen === null ? `${ended}/${started}` : `${chosen + 1} of ${started}`}
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label="The next one"
        title="The next one"
        onClick={() => turnIteration(step, 1)}
      >
        <ChevronRight size={12} aria-hidden />
      </button>
    </span>
  );
}
