import type { JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/recorded';
import type { RunService } from '../services/run-service';

const page = 1_000_000;

/** The whole of a recorded value, also when it is kept as a blob. */
export function recordedValue(runs: RunService, recorded: Recorded): JsonValue {
  if ('value' in recorded) return recorded.value;
  let text = '';
  for (;;) {
    const part = runs.readBlob(recorded.blob.hash, text.length, page);
    text += part.text;
    if (text.length >= part.total) return JSON.parse(text) as JsonValue;
  }
}
