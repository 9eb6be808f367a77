import type { JsonValue } from '@shared/lib/json';
import { X } from 'lucide-react';
import { Checkbox } from '../../../ui/checkbox';
import { IconButton } from '../../../ui/icon-button';
import { Select } from '../../../ui/select';
import { TextField } from '../../../ui/text-field';
import { textToValue, valueToText } from '../form/field-value';
import { ChoicesField } from './choices-field';
import { fieldTypes, type SchemaField, type SchemaFieldType } from './schema-fields';
import css from './schema-fields-editor.module.css';

export interface SchemaFieldRowProps {
  readonly field: SchemaField;
  readonly label: string;
  readonly readOnly: boolean;
  readonly onChange: (field: SchemaField) => void;
  readonly onBlur: () => void;
  readonly onRemove: () => void;
}

const typeLabels: Readonly<Record<SchemaFieldType, string>> = {
  string: 'Text',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'Yes or no',
  array: 'List',
  object: 'Object',
  any: 'Anything',
};
const typeOptions = fieldTypes.map((type) => ({ value: type, label: typeLabels[type] }));

/** One field of a schema. */
export function SchemaFieldRow(props: SchemaFieldRowProps) {
  const { field, label, readOnly, onChange, onBlur, onRemove } = props;
  const input = { size: 'sm', readOnly, onBlur } as const;
  return (
    <div className={css.row} role="group" aria-label={label}>
      <div className={css.line}>
        <TextField
          {...input}
          mono
          label="Name"
          value={field.name}
          placeholder="name"
          onValueChange={(name) => onChange({ ...field, name })}
        />
        <Select<SchemaFieldType>
          size="sm"
          label="Type"
          value={field.type}
          options={typeOptions}
          disabled={readOnly}
          onValueChange={(type) => onChange(withType(field, type))}
        />
        <IconButton label={`Remove ${field.name}`} size="sm" disabled={readOnly} onClick={onRemove}>
          <X />
        </IconButton>
      </div>
      <TextField
        {...input}
        label="Description"
        value={field.description}
        placeholder="Description, shown in the form"
        onValueChange={(description) => onChange({ ...field, description })}
      />
      {field.type === 'string' && (
        <ChoicesField
          {...input}
          choices={field.choices}
          onChange={(choices) => onChange({ ...field, choices })}
        />
      )}
      <div className={css.extra}>
        <Checkbox
          checked={field.required}
          disabled={readOnly}
          onCheckedChange={(required) => onChange({ ...field, required })}
        >
          Required
        </Checkbox>
        <TextField
          {...input}
          label="Default"
          value={valueToText(field.defaultValue, field.type === 'string')}
          placeholder="Default"
          onValueChange={(text) => onChange(withDefault(field, text))}
        />
      </div>
    </div>
  );
}

function withDefault({ defaultValue: _, ...field }: SchemaField, text: string): SchemaField {
  if (text === '') return field;
  const defaultValue: JsonValue = textToValue(text, field.type === 'string');
  return { ...field, defaultValue };
}

/** Choices and a default of another type would contradict the new one. */
function withType({ defaultValue: _, ...field }: SchemaField, type: SchemaFieldType): SchemaField {
  return { ...field, type, choices: type === 'string' ? field.choices : [] };
}
