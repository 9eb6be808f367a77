import { Button } from '../../../ui/button';
import { useDocument } from '../../document';
import { setStepField } from '../inspector-actions';
import css from './step-inspector.module.css';

export interface SkipGuardProps {
  readonly id: string;
  /** The binding that skips the step when it is true. */
  readonly condition: string;
  readonly readOnly: boolean;
}

/** A guard that came with an imported file: shown and taken away, but not written here. */
export function SkipGuard({ id, condition, readOnly }: SkipGuardProps) {
  const dialect = useDocument((state) => state.workflow?.profile?.dialect);
  return (
    <section className={css.guard} aria-label="Skip guard">
      <h3 className={css.guardTitle}>Skipped when</h3>
      <code className={css.guardText} data-selectable>
        {condition}
      </code>
      <p className={css.guardHelp}>
        {dialect === undefined ? '' : `It came with the file from ${dialect}. `}
        When this is true as the step would start, it is skipped and its wires are not taken. In new
        workflows a Condition step says the same where everybody sees it.
      </p>
      <Button size="sm" disabled={readOnly} onClick={() => setStepField(id, 'skipWhen', undefined)}>
        Remove this guard
      </Button>
    </section>
  );
}
