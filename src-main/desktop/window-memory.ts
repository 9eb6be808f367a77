import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWindowPlace, type WindowPlace, writeWindowPlace } from '@shared/lib/window-place';

// Where the window was, in a small file of its own: it belongs to this machine's screens and is
// wanted before the window is there. Losing it costs nothing.

export interface WindowMemory {
  recall(): WindowPlace | undefined;
  keep(place: WindowPlace): void;
}

export function createWindowMemory(
  profile: string,
  onFault: (error: unknown) => void,
): WindowMemory {
  const file = join(profile, 'window.json');
  let kept: string | undefined;
  return {
    recall() {
      try {
        return readWindowPlace(readFileSync(file, 'utf8'));
      } catch {
        return undefined;
      }
    },
    keep(place) {
      const text = writeWindowPlace(place);
      if (text === kept) return;
      try {
        writeFileSync(`${file}.partial`, text, { mode: 0o600 });
        renameSync(`${file}.partial`, file);
        kept = text;
      } catch (error) {
        onFault(error);
      }
    },
  };
}
