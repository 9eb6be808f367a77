import { useEffect, useRef, useState } from 'react';
import { diffValues, type RecordedPair, type ValueDiff } from '@shared/debug/value-diff';
import { toErrorData } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/recorded';
import { showErrorToast } from '../../../ui/error-toast';
import { loadBlob } from '../load-run';

/** Both together: what a window can hold twice, as text and as values. */
export const mostBytes = 60_000_000;

type LargeDiff =
  | { readonly status: 'unread' | 'reading' }
  | { readonly status: 'ready'; readonly value: ValueDiff };

/** How much there is to read. */
export function bytesOf({ left, right }: RecordedPair): number {
  return [left, right].reduce((sum, one) => sum + (one && 'blob' in one ? one.blob.bytes : 0), 0);
}

/** The same for the same contents. */
export function pairKey({ left, right }: RecordedPair): string {
  const key = (one: Recorded | undefined): string =>
    one === undefined ? '' : 'blob' in one ? one.blob.hash : JSON.stringify(one.value).slice(0, 80);
  return `${key(left)} ${key(right)}`;
}

/** Where two values differ that are kept outside the log, and how to find out. */
export function useLargeDiff({ left, right }: RecordedPair): readonly [LargeDiff, () => void] {
  const [diff, setDiff] = useState<LargeDiff>({ status: 'unread' });
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  async function read(): Promise<void> {
    setDiff({ status: 'reading' });
    try {
      const values = await Promise.all([valueOf(left), valueOf(right)]);
      if (!gone.current) setDiff({ status: 'ready', value: diffValues(...values) });
    } catch (error) {
      if (gone.current) return;
      setDiff({ status: 'unread' });
      showErrorToast(toErrorData(error), 'The values could not be read');
    }
  }

  return [diff, () => void read()];
}

function valueOf(recorded: Recorded | undefined): Promise<JsonValue | undefined> {
  if (recorded === undefined) return Promise.resolve(undefined);
  return 'blob' in recorded ? loadBlob(recorded.blob) : Promise.resolve(recorded.value);
}
