import type { Selection } from './document-state';

/** One constant value, so that an empty selection is always the same object. */
export const noSelection: Selection = { steps: [], edges: [] };
