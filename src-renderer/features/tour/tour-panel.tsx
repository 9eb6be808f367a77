import { Check, X } from 'lucide-react';
import { IconButton } from '../../ui/icon-button';
import { CommandKbd } from '../../ui/command-kbd';
import { skipTour, useTour } from './tour';
import { tourSteps } from './tour-steps';
import css from './tour.module.css';

/** The tour's present step, in a corner: it shows what to do and never stands in the way. */
export function TourPanel() {
  const { state, step } = useTour();
  const current = tourSteps[step];
  if (state !== 'running' || !current) return null;
  return (
    <aside className={css.panel} aria-label="Guided tour">
      <header className={css.head}>
        <span className={css.count}>
          Step {step + 1} of {tourSteps.length}
        </span>
        <IconButton label="Skip the tour" size="sm" tooltipSide="top" onClick={skipTour}>
          <X />
        </IconButton>
      </header>
      <div role="status" aria-live="polite">
        <p className={css.title}>{current.title}</p>
        <p className={css.text}>{current.text}</p>
      </div>
      {current.command && (
        <p className={css.keys}>
          <CommandKbd command={current.command} />
        </p>
      )}
      <ol className={css.dots} aria-hidden>
        {tourSteps.map((one, at) => (
          <li key={one.id} data-done={at < step || undefined} data-here={at === step || undefined}>
            {at < step && <Check size={9} strokeWidth={3} />}
          </li>
        ))}
      </ol>
    </aside>
  );
}
