import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { FormWidget } from '@shared/steps/define-step';

/** The hints' widgets, and two that only a schema can ask for. */
export type FieldWidget = FormWidget | 'object' | 'variants';

export interface FieldOption {
  readonly value: JsonValue;
  readonly label: string;
}

/** One way an object may look, told apart from the others by a constant member. */
export interface FieldVariant {
  readonly value: JsonValue;
  readonly label: string;
  readonly fields: readonly FieldModel[];
}

/** What the form needs to know about one setting, drawn from its schema and its hint. */
export interface FieldModel {
  readonly key: string;
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly widget: FieldWidget;
  readonly schema: JsonObject;
  readonly required: boolean;
  readonly defaultValue?: JsonValue;
  /** Choices of a select. */
  readonly options: readonly FieldOption[];
  /** Members of an object. */
  readonly fields: readonly FieldModel[];
  /** How one item of a list, or one value of a key-value table, looks. */
  readonly item?: FieldModel;
  /** The member that tells variants apart. */
  readonly discriminator?: string;
  readonly variants: readonly FieldVariant[];
  /** Language of a code widget, or the key of the setting that holds it. */
  readonly language?: string;
  readonly group?: string;
  readonly advanced: boolean;
  readonly visibleWhen?: (config: JsonObject) => boolean;
  /** Whether a binding may stand for the value: not in source code and other verbatim text. */
  readonly bindable: boolean;
  /** Names that exist only here, e.g. `item` in a filter. */
  readonly locals: readonly string[];
  /** Names that exist inside the step exist in this setting too. */
  readonly seesBody: boolean;
}
