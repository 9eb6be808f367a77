import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useDocument } from '../../document';
import { type SettingPath, useForm } from '../form/form-context';
import { draftKey, dropDraft, keepDraft, type KeptDraft, keptDrafts } from './kept-drafts';

/** The text of a field that cannot go into the workflow, and what becomes of it. */
export interface FieldDraft {
  readonly kept: KeptDraft | null;
  readonly keep: (draft: unknown, message: string, base: string) => void;
  readonly drop: () => void;
}

export function useFieldDraft(path: SettingPath, form: string): FieldDraft {
  const { stepId, area } = useForm();
  const document = useDocument((state) => state.id);
  const places = JSON.stringify(path);
  const place = useMemo(
    () => ({ document, step: stepId, area, path: JSON.parse(places) as SettingPath, form }),
    [document, stepId, area, places, form],
  );
  const kept = useStore(keptDrafts, (state) => state.drafts.get(draftKey(place)) ?? null);
  return useMemo(
    () => ({
      kept,
      keep: (draft, message, base) => keepDraft({ ...place, draft, message, base }),
      drop: () => dropDraft(place),
    }),
    [kept, place],
  );
}

/** The settings of a form in which a field holds something that is not in the workflow. */
export function useKeptKeys(step: string | null, area: string): readonly string[] {
  const document = useDocument((state) => state.id);
  const keys = useStore(keptDrafts, ({ drafts }) =>
    [...drafts.values()]
      .filter((draft) => draft.document === document && draft.step === step && draft.area === area)
      .map(({ path }) => String(path[0] ?? ''))
      .join('\n'),
  );
  return useMemo(() => keys.split('\n'), [keys]);
}

/** How many fields of a step, or of the workflow, hold something that is not in it. */
export function useKeptCount(step: string | null, area: string): number {
  const document = useDocument((state) => state.id);
  return useStore(keptDrafts, ({ drafts }) => {
    let count = 0;
    for (const draft of drafts.values()) {
      if (draft.document === document && draft.step === step && draft.area === area) count += 1;
    }
    return count;
  });
}
