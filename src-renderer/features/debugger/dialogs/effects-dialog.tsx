import { ShieldAlert } from 'lucide-react';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { names } from '../breakpoints/names';
import { debuggerStore, useDebugger } from '../debugger';
import css from './dialogs.module.css';

/** Steps with effects would run again: a person says whether they may. */
export function EffectsDialog() {
  const asked = useDebugger((state) => state.asked);
  if (!asked) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && debuggerStore.answerEffects(null)}
      title="May effects happen again?"
      description={[asked.message, asked.hint].filter(Boolean).join(' ')}
      footer={
        <>
          <Button variant="ghost" onClick={() => debuggerStore.answerEffects(null)}>
            Cancel
          </Button>
          {asked.steps.some(({ unfinished }) => unfinished !== true) && (
            <Button onClick={() => debuggerStore.answerEffects('reuse')}>
              Use recorded results
            </Button>
          )}
          <Button variant="danger" onClick={() => debuggerStore.answerEffects('allow')}>
            Do it again
          </Button>
        </>
      }
    >
      {asked.steps.length > 0 && (
        <ul className={css.steps}>
          {asked.steps.map(({ step, title, effects }) => (
            <li key={step}>
              <ShieldAlert size={14} aria-hidden />
              <span>
                <strong>{title ?? names.step(step)}</strong>
                {effects !== undefined && ` ${effects}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
