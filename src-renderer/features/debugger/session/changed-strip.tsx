import { RotateCcw } from 'lucide-react';
import { Button } from '../../../ui/button';
import { useDebugger } from '../debugger';
import { shownStop } from './debugger-state';
import { takeSettings, useIsChanged } from './overrides';
import css from './changed-strip.module.css';

/** In the details of a step that was edited while a run stands still: the run can take the change. */
export function ChangedStrip({ step }: { readonly step: string }) {
  const changed = useIsChanged(step);
  const standsHere = useDebugger((state) => shownStop(state)?.step === step);
  if (!changed) return null;
  return (
    <div role="status" className={css.strip}>
      <span>The paused run still has the settings from before your edit.</span>
      <Button
        size="sm"
        icon={standsHere ? <RotateCcw size={12} /> : undefined}
        onClick={() => void takeSettings(step, standsHere)}
      >
        {standsHere ? 'Restart step with changes' : 'Use in this run'}
      </Button>
    </div>
  );
}
