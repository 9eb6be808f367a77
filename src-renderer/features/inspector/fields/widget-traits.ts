import type { FieldWidget } from '../form/field-model';

/** How a widget stands in the form. */
interface WidgetTraits {
  /** Made of several controls: a group with a name instead of one labelled input. */
  readonly group?: boolean;
  /** Beside its label instead of below it. */
  readonly inline?: boolean;
  /** Takes bindings by itself: no switch to an expression. */
  readonly binds?: boolean;
  /** Draws its own accessible name. */
  readonly named?: boolean;
}

export const widgetTraits: Readonly<Record<FieldWidget, WidgetTraits>> = {
  text: {},
  multiline: {},
  number: {},
  switch: { inline: true },
  select: {},
  duration: {},
  'date-time': {},
  'key-value': { group: true },
  list: { group: true },
  object: { group: true, binds: true },
  variants: { group: true },
  'file-open': {},
  'file-save': {},
  secret: { named: true, binds: true },
  code: { group: true, binds: true, named: true },
  expression: {},
  json: { group: true, binds: true, named: true },
  'json-schema': { group: true, binds: true },
};
