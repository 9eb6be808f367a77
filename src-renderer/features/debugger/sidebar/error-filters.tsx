import { useState } from 'react';
import { Checkbox } from '../../../ui/checkbox';
import { setErrorStops, useErrorStops } from '../session/error-stops';
import { ExpressionInput } from './expression-input';
import css from './side-bar.module.css';

/** Which failures stop a run: all, or those that nothing takes care of; narrowed by a condition. */
export function ErrorFilters() {
  const stops = useErrorStops();
  const [editing, setEditing] = useState(false);
  const any = stops.all || stops.uncaught;
  return (
    <div role="group" aria-label="Stop on errors">
      <div className={css.filter}>
        <Checkbox checked={stops.all} onCheckedChange={(all) => setErrorStops({ ...stops, all })}>
          All errors
        </Checkbox>
      </div>
      <div className={css.filter}>
        <Checkbox
          checked={stops.uncaught}
          onCheckedChange={(uncaught) => setErrorStops({ ...stops, uncaught })}
        >
          Uncaught errors
        </Checkbox>
      </div>
      {any && !editing && (
        <div className={css.filter}>
          <button type="button" className={css.where2} onClick={() => setEditing(true)}>
            <span className={css.detail}>
              {stops.condition ? `only when ${stops.condition}` : 'Only when…'}
            </span>
          </button>
        </div>
      )}
      {editing && (
        <ExpressionInput
          label="Stop on errors only when"
          placeholder="error.code == 'HTTP_STATUS'"
          onDone={(text) => {
            setEditing(false);
            const { condition: _old, ...rest } = stops;
            setErrorStops(
              text === null || text.trim() === '' ? rest : { ...rest, condition: text.trim() },
            );
          }}
        />
      )}
    </div>
  );
}
