import { useMemo, useState } from 'react';
import { originOf } from '@shared/debug/origin';
import { whyNull } from '@shared/debug/why-null';
import { pathText } from '@shared/debug/value-diff';
import { valueAt, type ValuePath } from '@shared/debug/value-source';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import { stepRunKey } from '@shared/runs/scope-path';
import { Select } from '../../../ui/select';
import { useRuns } from '../../runs/index';
import { useTime } from '../time-store';
import { OriginChain } from './origin-chain';
import styles from './origin.module.css';
import type { ValuePlace } from './value-place';
import { ReasonList } from './reason-list';

export interface OriginViewProps extends ValuePlace {
  /** The field that is asked about at first; the whole value when absent. */
  readonly field?: ValuePath;
  readonly onLeave: () => void;
}

const whole = '*';
const mostFields = 200;

/** The chain of steps, settings and lines that a field came from. */
export function OriginView({ step, path, side, field: asked, onLeave }: OriginViewProps) {
  const picture = useTime((state) => state.picture);
  const cursor = useRuns((state) => state.cursor);
  const run = useRuns((state) => state.run?.steps.get(stepRunKey(path, step)));
  const [chosen, setChosen] = useState(() => pathText(asked ?? []) || whole);
  const recorded = side === 'input' ? run?.input : run?.output;
  const fields = useMemo(() => fieldsOf(valueAt(recorded, []) ?? null), [recorded]);
  const deep = pathText(asked ?? []) === chosen ? asked : undefined;
  const field = deep ?? fields.find((one) => one.text === chosen)?.path ?? [];
  const found = useMemo(() => {
    if (picture === null) return null;
    const seq = cursor ?? picture.log.length;
    const request = { step, path, side, field };
    const { log, programs } = picture;
    return {
      origin: originOf(log, programs, seq, request),
      why: whyNull(log, programs, seq, request),
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `field` is a new array at each render; `chosen` is its text
  }, [picture, cursor, step, path, side, chosen]);
  if (found === null) return null;
  return (
    <div className={styles.origin}>
      {fields.length > 0 && (
        <Select
          label="Field"
          size="sm"
          value={chosen}
          options={[
            { value: whole, label: `The whole ${side}` },
            ...(deep && !fields.some(({ text }) => text === chosen)
              ? [{ value: chosen, label: chosen }]
              : []),
            ...fields.map((one) => ({ value: one.text, label: one.text })),
          ]}
          onValueChange={setChosen}
        />
      )}
      {found.why.reasons.length > 0 && <ReasonList because={found.why} onLeave={onLeave} />}
      <OriginChain node={found.origin} onLeave={onLeave} />
    </div>
  );
}

interface Field {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

/** The fields of a value, two levels deep: enough to ask about one. */
function fieldsOf(value: JsonValue): readonly Field[] {
  const fields: Field[] = [];
  const add = (at: JsonValue, path: readonly (string | number)[]): void => {
    if (path.length > 0) fields.push({ text: pathText(path), path });
    if (path.length >= 3 || fields.length >= mostFields) return;
    if (Array.isArray(at)) {
      const items = at as readonly JsonValue[];
      items.slice(0, 20).forEach((item, index) => add(item, [...path, index]));
    } else if (isJsonObject(at)) {
      for (const [key, item] of Object.entries(at)) add(item, [...path, key]);
    }
  };
  add(value, []);
  return fields.slice(0, mostFields);
}
