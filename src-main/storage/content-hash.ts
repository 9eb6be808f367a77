import { hash } from 'node:crypto';
import type { ContentHash } from '@shared/lib/ids';

/** The SHA-256 of a text's UTF-8 bytes: what versions and blobs are found by. */
export function hashText(text: string): ContentHash {
  // Sixty-four hexadecimal digits by construction, as the branded id wants.
  return hash('sha256', text, 'hex') as ContentHash;
}
