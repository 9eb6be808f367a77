import type { JsonValue } from '@shared/lib/json';
import type { BlobRef } from '@shared/runs/recorded';
import { useEffect, useState } from 'react';
import { ipc } from '../../../ipc/client';

const page = 1_000_000;

/** The value of a blob once all of it is here; undefined before, and when it cannot be had. */
export function useWholeBlob({ hash }: BlobRef, wanted: boolean): JsonValue | undefined {
  const [loaded, setLoaded] = useState<{ readonly hash: string; readonly value: JsonValue }>();
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    void readWhole(hash, () => current).then(
      (value) => {
        if (current && value !== undefined) setLoaded({ hash, value });
      },
      // The view by pages says what is wrong when it asks for the next one.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [hash, wanted]);
  return wanted && loaded?.hash === hash ? loaded.value : undefined;
}

async function readWhole(
  hash: BlobRef['hash'],
  isWanted: () => boolean,
): Promise<JsonValue | undefined> {
  let text = '';
  for (;;) {
    const part = await ipc.runs.readBlob({ hash, offset: text.length, length: page });
    if (!isWanted()) return undefined;
    text += part.text;
    if (text.length >= part.total) return JSON.parse(text) as JsonValue;
    if (part.text === '') return undefined;
  }
}
