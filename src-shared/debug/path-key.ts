import { scopeKey, type ScopePath } from '../runs/scope-path';

let lastPath: ScopePath = [];
let lastScope = '';
let lastStep = '';
let lastKey = '';

/** `scopeKey`; what looks at an event asks for it again and again, and making it is most of the work. */
export function pathKey(path: ScopePath): string {
  if (path.length === 0) return '';
  if (path !== lastPath) {
    lastScope = scopeKey(path);
    lastPath = path;
    lastStep = '';
  }
  return lastScope;
}

/** `stepRunKey`, in the same way. */
export function stepKey(path: ScopePath, step: string): string {
  if (path.length === 0) return step;
  const scope = pathKey(path);
  if (step !== lastStep) {
    lastStep = step;
    lastKey = `${scope}/${step}`;
  }
  return lastKey;
}
