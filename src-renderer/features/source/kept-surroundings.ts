import type { CodeSurroundings } from '@shared/types/typescript/code-file';
import type { WrittenBlock } from './code-block';

/** All that the declarations around a piece of code follow from. */
export interface SurroundingsOf {
  readonly source: string;
  readonly block: WrittenBlock;
  /** What is known of types beside the source, by identity. */
  readonly evidence: readonly unknown[];
}

interface Kept {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly variables: string;
  readonly evidence: readonly unknown[];
  readonly surroundings: CodeSurroundings;
}

/**
 * Keeps what code sees from key to key: of 200 steps it takes longer to work out and to declare than
 * TypeScript takes to complete. It holds for as long as nothing changes but the code itself.
 */
export class KeptSurroundings {
  private kept: Kept | null = null;

  get(of: SurroundingsOf, make: () => CodeSurroundings): CodeSurroundings {
    const parts = partsOf(of);
    const { kept } = this;
    if (kept !== null && isSame(kept, parts)) return kept.surroundings;
    const surroundings = make();
    this.kept = { ...parts, surroundings };
    return surroundings;
  }
}

function partsOf({ source, block, evidence }: SurroundingsOf): Omit<Kept, 'surroundings'> {
  return {
    path: JSON.stringify(block.path),
    before: source.slice(0, block.inSource(0)),
    after: source.slice(block.inSource(block.text.length)),
    // The one thing by which code has a say in what it sees.
    variables: [...block.text.matchAll(/\bsetVariable\b[^\n]*/g)].join('\n'),
    evidence,
  };
}

function isSame(one: Omit<Kept, 'surroundings'>, other: Omit<Kept, 'surroundings'>): boolean {
  return (
    one.path === other.path &&
    one.before === other.before &&
    one.after === other.after &&
    one.variables === other.variables &&
    one.evidence.length === other.evidence.length &&
    one.evidence.every((part, at) => part === other.evidence[at])
  );
}
