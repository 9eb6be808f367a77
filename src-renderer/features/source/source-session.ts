import type { Problem } from '@shared/workflow/problem';
import type { ExpressionHost, TextModel } from '../editors';
import type { SourceCode } from './code-at-offset';
import type { SourceKnowledge } from './source-completions';

/** What Monaco's providers, which belong to a language, need to know about one source model. */
export interface SourceSession {
  readonly knowledge: () => SourceKnowledge;
  /** Problems of exactly the text shown; empty while they are being worked out. */
  readonly problems: () => readonly Problem[];
  /** What expressions at an offset can see; null where there are none. */
  readonly hostAt: (offset: number) => ExpressionHost | null;
  /** The code of a step that stands at an offset. */
  readonly codeAt: (offset: number) => SourceCode | null;
}

const sessions = new WeakMap<TextModel, SourceSession>();

export function connectSource(model: TextModel, session: SourceSession): void {
  sessions.set(model, session);
}

export function sourceSession(model: TextModel): SourceSession | undefined {
  return sessions.get(model);
}
