import { Compass } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../ui/button';
import { useLibrary } from '../library/index';
import { skipTour, startTour, useTour } from './tour';
import css from './tour.module.css';

/** Who opens the studio with nothing in it begins here, with Enter; it is not done again. */
let greeted = false;

/** On the home screen until the tour was taken or skipped: what Stepwell is, and a way in. */
export function WelcomeCard() {
  const { state } = useTour();
  const first = useLibrary(({ status, entries }) =>
    status === 'ready' ? entries.length === 0 : undefined,
  );
  const take = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (first === undefined || greeted) return;
    greeted = true;
    if (first && document.activeElement === document.body) take.current?.focus();
  }, [first]);
  if (state === 'skipped' || state === 'done') return null;
  return (
    <section className={css.welcome} aria-labelledby="welcome-heading">
      <Compass size={28} strokeWidth={1.5} aria-hidden className={css.compass} />
      <div className={css.words}>
        <h2 id="welcome-heading" className={css.heading}>
          {state === 'running' ? 'You are on the tour' : 'Welcome to Stepwell'}
        </h2>
        <p>
          Draw a workflow, run it on your own machine, and stop it anywhere to see every value. In
          three minutes you run one, look into it and stop it at a breakpoint.
        </p>
      </div>
      <div className={css.actions}>
        <Button variant="ghost" onClick={skipTour}>
          Skip
        </Button>
        <Button ref={take} variant="primary" onClick={() => void startTour()}>
          {state === 'running' ? 'Begin again' : 'Take the tour'}
        </Button>
      </div>
    </section>
  );
}
