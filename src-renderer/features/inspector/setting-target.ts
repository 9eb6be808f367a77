// The setting that a picked value goes into: the one the keyboard was in last. Dragging needs no
// memory; picking with the keyboard leaves the field first.

export interface SettingTarget {
  readonly step: string | null;
  readonly label: string;
  readonly insert: (expression: string) => void;
}

let target: SettingTarget | null = null;

export function rememberTarget(next: SettingTarget): void {
  target = next;
}

/** The field is gone: nothing goes into it any more. */
export function forgetTarget(gone: SettingTarget): void {
  if (target === gone) target = null;
}

/** Where a value of this step's surroundings would go; null when no field of it was used. */
export function targetFor(step: string): SettingTarget | null {
  return target?.step === step ? target : null;
}
