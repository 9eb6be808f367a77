import type { JsonValue } from '@shared/lib/json';
import type { ComponentType } from 'react';
import type { FieldDraft } from '../drafts/use-field-draft';
import type { FieldModel } from '../form/field-model';
import type { SettingPath } from '../form/form-context';

export interface SettingFieldProps {
  readonly field: FieldModel;
  readonly path: SettingPath;
  /** Inside a list or table: no help text below. */
  readonly compact?: boolean;
  /** The name is for screen readers only. */
  readonly bare?: boolean;
}

/** What every widget of the generated form gets. */
export interface WidgetProps {
  readonly field: FieldModel;
  readonly path: SettingPath;
  /** As it stands in the file; undefined when it does not. */
  readonly value: JsonValue | undefined;
  /** The accessible name, for widgets that no `<label>` can point at. */
  readonly label: string;
  readonly invalid: boolean;
  /** Sets the setting at once; undefined removes it, so that the default counts. */
  readonly onChange: (value: JsonValue | undefined) => void;
  /** What was typed and cannot go into the workflow as it is. */
  readonly draft: FieldDraft;
  /** Turns the setting into an expression: `=` was typed into an empty field. */
  readonly onExpression: () => void;
  /** The setting was just switched to an expression: it opens ready to be typed. */
  readonly startAsExpression: boolean;
  /** Draws a member of this setting: widgets and fields contain each other. */
  readonly Setting: ComponentType<SettingFieldProps>;
}
