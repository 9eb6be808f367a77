import type { JsonObject } from '@shared/lib/json';
import type { FieldModel } from './field-model';

export interface FormSections {
  readonly groups: readonly {
    readonly title: string | null;
    readonly fields: readonly FieldModel[];
  }[];
  /** Folded away until asked for. */
  readonly advanced: readonly FieldModel[];
  /** How many of the folded ones the file sets. */
  readonly advancedSet: number;
}

/**
 * Which settings are shown, and where. A setting that its own rule hides but the file has stays
 * visible: what is written must be possible to see and to take away.
 */
export function formSections(fields: readonly FieldModel[], config: JsonObject): FormSections {
  const shown = fields.filter(
    (field) => field.visibleWhen?.(config) !== false || config[field.key] !== undefined,
  );
  const groups = new Map<string | null, FieldModel[]>();
  for (const field of shown) {
    if (field.advanced) continue;
    const title = field.group ?? null;
    groups.set(title, [...(groups.get(title) ?? []), field]);
  }
  const advanced = shown.filter((field) => field.advanced);
  return {
    groups: [...groups].map(([title, members]) => ({ title, fields: members })),
    advanced,
    advancedSet: advanced.filter((field) => config[field.key] !== undefined).length,
  };
}
