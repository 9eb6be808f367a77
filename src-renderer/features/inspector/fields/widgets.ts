import type { ComponentType } from 'react';
import type { FieldWidget } from '../form/field-model';
import { CodeWidget } from './code-widget';
import { DateTimeWidget } from './date-time-widget';
import { DurationWidget } from './duration-widget';
import { FileWidget } from './file-widget';
import { JsonSchemaWidget } from './json-schema-widget';
import { JsonWidget } from './json-widget';
import { KeyValueWidget } from './key-value-widget';
import { ListWidget } from './list-widget';
import { NumberWidget } from './number-widget';
import { ObjectWidget } from './object-widget';
import { SecretWidget } from './secret-widget';
import { SelectWidget } from './select-widget';
import { SwitchWidget } from './switch-widget';
import { TextWidget } from './text-widget';
import { VariantsWidget } from './variants-widget';
import type { WidgetProps } from './widget-props';

/** Which component draws which widget; a widget without one does not compile. */
export const widgets: Readonly<Record<FieldWidget, ComponentType<WidgetProps>>> = {
  text: TextWidget,
  multiline: TextWidget,
  number: NumberWidget,
  switch: SwitchWidget,
  select: SelectWidget,
  duration: DurationWidget,
  'date-time': DateTimeWidget,
  'key-value': KeyValueWidget,
  list: ListWidget,
  object: ObjectWidget,
  variants: VariantsWidget,
  'file-open': FileWidget,
  'file-save': FileWidget,
  secret: SecretWidget,
  code: CodeWidget,
  expression: TextWidget,
  json: JsonWidget,
  'json-schema': JsonSchemaWidget,
};
