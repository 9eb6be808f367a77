import { Compass } from 'lucide-react';
import { Button } from '../../ui/button';
import { skipTour, startTour, useTour } from './tour';
import css from './tour.module.css';

/** On the home screen until the tour was taken or skipped: what Stepwell is, and a way in. */
export function WelcomeCard() {
  const { state } = useTour();
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
        <Button variant="primary" onClick={() => void startTour()}>
          {state === 'running' ? 'Begin again' : 'Take the tour'}
        </Button>
      </div>
    </section>
  );
}
