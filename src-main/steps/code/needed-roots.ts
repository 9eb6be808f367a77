import { isJsonObject, type JsonObject } from '@shared/lib/json';

/**
 * What of the roots has to travel to the code's process. Outputs of all finished steps can be large;
 * when the code only ever says `steps.<id>`, the others stay here. Any other use of `steps` (passed
 * on, destructured, indexed by a variable) takes all of them, so this never changes a result.
 */
export function neededRoots(code: string, roots: JsonObject): JsonObject {
  const steps = roots['steps'];
  if (!isJsonObject(steps)) return roots;
  const uses = [...code.matchAll(/\bsteps\b(?:\s*\??\.\s*([A-Za-z_]\w*))?/g)];
  const unclear =
    uses.some((use) => use[1] === undefined) || /\beval\b|\barguments\b|\\u/.test(code);
  if (unclear) return roots;
  const used = new Set(uses.map((use) => use[1]));
  return {
    ...roots,
    steps: Object.fromEntries(Object.entries(steps).filter(([id]) => used.has(id))),
  };
}
