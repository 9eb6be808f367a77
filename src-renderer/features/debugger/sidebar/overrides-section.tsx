import { Button } from '../../../ui/button';
import { useDebugger } from '../debugger';
import { discardOverride, keepOverride, useOpenOverrides } from '../session/overrides';
import { names } from '../breakpoints/names';
import { Section } from './section';
import css from './overrides-section.module.css';

/** Steps whose settings were changed for this session: a person decides what stays. */
export function OverridesSection() {
  const phase = useDebugger((state) => state.phase);
  const overrides = useOpenOverrides();
  if (overrides.length === 0) return null;
  return (
    <Section name="overrides" title="Changed while debugging">
      <p className={css.about}>
        {phase === 'ended'
          ? 'The run is over. Keep these settings in the workflow, or put the old ones back.'
          : 'This run goes on with these settings. At its end you keep or discard them.'}
      </p>
      <ul aria-label="Changed settings">
        {overrides.map((override) => (
          <li key={override.step} className={css.row}>
            <span className={css.name}>{names.step(override.step)}</span>
            <Button size="sm" variant="ghost" onClick={() => discardOverride(override)}>
              Discard
            </Button>
            <Button size="sm" onClick={() => keepOverride(override)}>
              Keep
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
