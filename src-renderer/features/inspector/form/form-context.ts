import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { Problem } from '@shared/workflow/problem';
import { createContext, useContext } from 'react';

export type SettingPath = readonly (string | number)[];

/** What the fields of one form share: whose settings they are and how they are changed. */
export interface FormContextValue {
  /** The step whose settings these are; null for the workflow's own. */
  readonly stepId: string | null;
  /** Which form of the step it is: two of them may have settings of the same name. */
  readonly area: 'settings' | 'behaviour' | 'workflow';
  readonly config: JsonObject;
  readonly problems: readonly Problem[];
  readonly readOnly: boolean;
  /** Sets the value at a path of the config; undefined removes it. */
  readonly setAt: (path: SettingPath, value: JsonValue | undefined) => void;
}

export const FormContext = createContext<FormContextValue>({
  stepId: null,
  area: 'settings',
  config: {},
  problems: [],
  readOnly: false,
  setAt: () => undefined,
});

export function useForm(): FormContextValue {
  return useContext(FormContext);
}
