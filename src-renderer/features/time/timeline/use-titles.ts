import { useMemo } from 'react';
import { allScopes } from '@shared/workflow/graph/scopes';
import { hashesIn } from '../programs';
import type { TimePicture } from '../time-store';

/** What people call the steps of a run, whichever of its workflows they belong to. */
export function useTitles(picture: TimePicture | null): (step: string) => string {
  const programs = picture?.programs;
  const log = picture?.log;
  return useMemo(() => {
    const titles = new Map<string, string>();
    if (programs !== undefined && log !== undefined) {
      for (const hash of hashesIn(log)) {
        const workflow = programs.workflowOf(hash);
        if (workflow === null) continue;
        for (const [id, { step }] of allScopes(workflow)) {
          if (step.title !== undefined && !titles.has(id)) titles.set(id, step.title);
        }
      }
    }
    return (step) => titles.get(step) ?? step;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `programs` are loaded anew when the log names another text; other events change no title
  }, [programs]);
}
