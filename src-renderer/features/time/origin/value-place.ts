import type { ScopePath } from '@shared/runs/scope-path';

/** Which value of a step run: what went in, or what came out. */
export interface ValuePlace {
  readonly step: string;
  readonly path: ScopePath;
  readonly side: 'input' | 'output';
}
