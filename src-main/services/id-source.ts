import { randomBytes } from 'node:crypto';
import { type IdSource, runIdSchema, workflowIdSchema } from '@shared/lib/ids';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ids that sort by the time they were made, so that a database keeps neighbours together. */
export function createIdSource(now: () => number = Date.now): IdSource {
  return {
    runId: () => runIdSchema.parse(`run_${sortableKey(now())}`),
    workflowId: () => workflowIdSchema.parse(`wf_${sortableKey(now())}`),
    key: () => randomBytes(16).toString('hex'),
  };
}

/** Ten digits of time and sixteen of chance, five bits each. */
function sortableKey(time: number): string {
  let digits = '';
  let rest = time;
  for (let count = 0; count < 10; count += 1) {
    digits = (alphabet[rest % 32] ?? '0') + digits;
    rest = Math.floor(rest / 32);
  }
  for (const byte of randomBytes(16)) digits += alphabet[byte % 32];
  return digits;
}
