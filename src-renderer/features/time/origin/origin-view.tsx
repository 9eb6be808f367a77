import { useMemo, useState } from 'react';
import { originOf, type OriginNode } from '@shared/debug/origin';
import { shortValue } from '@shared/debug/why';
import { whyNull } from '@shared/debug/why-null';
import { pathText } from '@shared/debug/value-diff';
import { valueAt } from '@shared/debug/value-source';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import { stepRunKey } from '@shared/runs/events';
import { Select } from '../../../ui/select';
import { useRuns } from '../../runs/index';
import { jumpToStep } from '../jump-to-step';
import { jump } from '../seek';
import { useTime } from '../time-store';
import styles from './origin.module.css';
import type { ValuePlace } from './value-place';
import { ReasonList } from './reason-list';

export interface OriginViewProps extends ValuePlace {
  readonly onLeave: () => void;
}

const whole = '*';
const mostFields = 200;

/** The chain of steps, settings and lines that a field came from. */
export function OriginView({ step, path, side, onLeave }: OriginViewProps) {
  const picture = useTime((state) => state.picture);
  const cursor = useRuns((state) => state.cursor);
  const run = useRuns((state) => state.run?.steps.get(stepRunKey(path, step)));
  const [chosen, setChosen] = useState(whole);
  const recorded = side === 'input' ? run?.input : run?.output;
  const fields = useMemo(() => fieldsOf(valueAt(recorded, []) ?? null), [recorded]);
  const field = fields.find((one) => one.text === chosen)?.path ?? [];
  const found = useMemo(() => {
    if (picture === null) return null;
    const seq = cursor ?? picture.log.length;
    const request = { step, path, side, field };
    const { log, programs } = picture;
    return {
      origin: originOf(log, programs, seq, request),
      why: whyNull(log, programs, seq, request),
    };
    // The field is told by its text.
    // eslint-disable-next-line react-hooks/exhaustive-deps
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
            ...fields.map((one) => ({ value: one.text, label: one.text })),
          ]}
          onValueChange={setChosen}
        />
      )}
      {found.why.reasons.length > 0 && <ReasonList because={found.why} onLeave={onLeave} />}
      <ol className={styles.chain} aria-label="Origin">
        <Chain node={found.origin} onLeave={onLeave} />
      </ol>
    </div>
  );
}

function Chain({ node, onLeave }: { readonly node: OriginNode; readonly onLeave: () => void }) {
  const { step, path, seq } = node;
  const go = (): void => {
    if (step !== null) void jumpToStep(path, step);
    if (seq !== null) jump(seq);
    onLeave();
  };
  return (
    <li>
      <div className={styles.node}>
        {step === null && seq === null ? (
          <span className={styles.title}>{node.title}</span>
        ) : (
          <button type="button" className={styles.title} title="Go to that moment" onClick={go}>
            {node.title}
          </button>
        )}
        {node.field !== '' && <code className={styles.field}>{node.field}</code>}
        {node.value !== undefined && (
          <code className={styles.value}>{shortValue(node.value, 40)}</code>
        )}
      </div>
      {node.text !== undefined && <pre className={styles.text}>{node.text}</pre>}
      {node.from.length > 0 && (
        <ol className={styles.chain} data-single={node.from.length === 1}>
          {node.from.map((one, at) => (
            <Chain key={at} node={one} onLeave={onLeave} />
          ))}
        </ol>
      )}
    </li>
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
