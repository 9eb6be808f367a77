import type { Payload } from './payload';
import { realmPayloads } from './realm';
import { textPayloads } from './texts';
import { valuePayloads } from './values';

export { webPayloads } from './web';

/** For any engine. */
export const codePayloads: readonly Payload[] = [
  ...realmPayloads,
  ...valuePayloads,
  ...textPayloads,
];
