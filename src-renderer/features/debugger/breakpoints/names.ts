import { findStepDefinition } from '@shared/steps/index';
import { findStep } from '@shared/workflow/graph/scopes';
import { documentStore } from '../../document/index';
import { type Names, targetWords } from './breakpoint-words';

/** What steps and kinds of the open workflow are called. */
export const names: Names = {
  step: (id) => {
    const { workflow } = documentStore.getState();
    return (workflow && findStep(workflow, id)?.title) ?? id;
  },
  kind: (kind) => findStepDefinition(kind)?.title ?? kind,
};

/** A wire by the titles of its ends. */
export function wireName(edge: string): string {
  return targetWords({ type: 'wire', edge }, names);
}
