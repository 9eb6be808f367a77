import type { Type } from '@shared/types/type';
import type { TypeScriptFinding } from '@shared/types/typescript/virtual-file';
import { createStore } from 'zustand/vanilla';

/** What is known of the open workflow's types beside its text. */
export interface TypesState {
  /** What the code of steps returns, as TypeScript says. */
  readonly code: ReadonlyMap<string, Type>;
  readonly findings: readonly TypeScriptFinding[];
  /** The text that `findings` are about. */
  readonly checkedText: string | null;
  /** The answer about called workflows that they went by. */
  readonly checkedCalls: string | null;
  /** Types of what the shown run recorded. */
  readonly outputs: ReadonlyMap<string, Type>;
  readonly input: Type | null;
}

export const nothingKnown: TypesState = {
  code: new Map(),
  findings: [],
  checkedText: null,
  checkedCalls: null,
  outputs: new Map(),
  input: null,
};

export const typesStore = createStore<TypesState>(() => nothingKnown);
