import { toErrorData } from '@shared/errors/app-error';
import type { Retention } from '@shared/ipc/settings';
import { useEffect, useState } from 'react';
import { ipc } from '../../ipc/client';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { showErrorToast } from '../../ui/error-toast';
import { TextField } from '../../ui/text-field';
import { formatBytes } from '../runs';
import { settingsStore, useSettings } from '../settings';
import { limitText, parseLimit, type RetentionKey, retentionLimits } from './retention';
import css from './retention-fields.module.css';

/** How long runs are kept, and how much they take now. */
export function RetentionFields() {
  const retention = useSettings((settings) => settings.retention);
  const [used, setUsed] = useState<{ readonly bytes: number; readonly runs: number } | null>(null);
  const [pruning, setPruning] = useState(false);
  const [result, setResult] = useState<string | null>(null);
  const limited = Object.values(retention).some((limit) => limit !== null);

  useEffect(() => {
    ipc.storage.state({}).then(setUsed, () => setUsed(null));
  }, [result]);

  async function prune(): Promise<void> {
    setPruning(true);
    try {
      const { runs, bytes } = await ipc.storage.prune({});
      setResult(
        runs === 0
          ? 'Nothing to remove: all runs are within the limits.'
          : `Removed ${runs === 1 ? '1 run' : `${runs} runs`}, ${formatBytes(bytes)} are free again.`,
      );
    } catch (error) {
      showErrorToast(toErrorData(error), 'Old runs could not be removed');
    } finally {
      setPruning(false);
    }
  }

  return (
    <section className={css.section} aria-label="Kept runs">
      <h3 className={css.heading}>Kept runs</h3>
      <p className={css.note}>
        {used === null
          ? 'Every run is kept with all its values until a limit removes it.'
          : `${used.runs === 1 ? '1 run' : `${used.runs.toLocaleString('en')} runs`} in ${formatBytes(used.bytes)}. Runs that are going on or wait are never removed.`}
      </p>
      <div className={css.fields}>
        {retentionLimits.map(({ key, label, unit }) => (
          <LimitField
            key={key}
            field={key}
            label={label}
            unit={unit}
            value={retention[key]}
            onChange={(value) => settingsStore.setRetention({ ...retention, [key]: value })}
          />
        ))}
      </div>
      <div className={css.actions}>
        <Button size="sm" disabled={!limited} busy={pruning} onClick={() => void prune()}>
          Remove old runs now
        </Button>
        <span role="status" className={css.note}>
          {result ?? (limited ? '' : 'Without a limit, everything is kept.')}
        </span>
      </div>
    </section>
  );
}

interface LimitFieldProps {
  readonly field: RetentionKey;
  readonly label: string;
  readonly unit: string;
  readonly value: Retention[RetentionKey];
  readonly onChange: (value: number | null) => void;
}

/** A limit, or nothing for none; taken over when the field is left. */
function LimitField({ field, label, unit, value, onChange }: LimitFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const parsed = draft === null ? null : parseLimit(field, draft);
  const error = parsed && 'error' in parsed ? parsed.error : undefined;

  function commit(): void {
    if (parsed && 'value' in parsed) {
      setDraft(null);
      if (parsed.value !== value) onChange(parsed.value);
    }
  }

  return (
    <Field label={label} error={error}>
      <TextField
        size="sm"
        inputMode="numeric"
        placeholder="No limit"
        suffix={unit}
        value={draft ?? limitText(field, value)}
        onValueChange={setDraft}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
    </Field>
  );
}
