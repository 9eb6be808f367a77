import type { ScopePath } from '@shared/runs/scope-path';
import type { ValuePath } from '@shared/debug/value-source';
import { createStore } from 'zustand/vanilla';

/** A value whose origin is asked for: a field of what went into a step or came out, or an expression. */
export type OriginQuestion = { readonly step: string; readonly path: ScopePath } & (
  { readonly side: 'input' | 'output'; readonly field: ValuePath } | { readonly expression: string }
);

export const originStore = createStore<{ readonly asked: OriginQuestion | null }>(() => ({
  asked: null,
}));

export function showOrigin(asked: OriginQuestion): void {
  originStore.setState({ asked });
}
