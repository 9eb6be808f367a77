import { isJsonObject } from '@shared/lib/json';
import { Plus } from 'lucide-react';
import { Button } from '../../../ui/button';
import { useDraft } from '../../editors';
import type { WidgetProps } from '../fields/widget-props';
import { useForm } from '../form/form-context';
import { SchemaFieldRow } from './schema-field-row';
import { fieldsToSchema, freshFieldName, type SchemaField, schemaToFields } from './schema-fields';
import css from './schema-fields-editor.module.css';

/** The fields of a schema, one card each: name, type, required, default, description. */
export function SchemaFieldsEditor({ value, label, onChange, draft: own }: WidgetProps) {
  const { stepId, readOnly } = useForm();
  const schema = isJsonObject(value) ? value : {};
  const written = JSON.stringify(schema);
  const kept = own.kept?.draft;
  const draft = useDraft<readonly SchemaField[]>({
    committed: schemaToFields(schema) ?? [],
    stamp: written,
    kept: isFields(kept) ? { draft: kept } : null,
    commit: (fields) => {
      const names = fields.map((field) => field.name);
      const twice = names.find((name, at) => names.indexOf(name) !== at);
      if (twice !== undefined) {
        own.keep(fields, `Two fields are named "${twice}"`, written);
        return null;
      }
      own.drop();
      const next = fieldsToSchema(fields, schema);
      onChange(fields.length === 0 ? undefined : next);
      return JSON.stringify(fields.length === 0 ? {} : next);
    },
  });
  const fields = draft.value;
  return (
    <div className={css.fields}>
      {fields.length === 0 && (
        <p className={css.empty}>
          {stepId === null
            ? 'The run asks for nothing. Add a field to ask for something.'
            : 'Nothing to fill in. Add a field to ask for something.'}
        </p>
      )}
      {fields.map((field, at) => (
        <SchemaFieldRow
          key={at}
          field={field}
          label={`${label}, field ${at + 1}`}
          readOnly={readOnly}
          onChange={(next) =>
            draft.change(fields.map((other, index) => (index === at ? next : other)))
          }
          onBlur={draft.flush}
          onRemove={() => {
            draft.change(fields.filter((_, index) => index !== at));
            draft.flush();
          }}
        />
      ))}
      <Button
        variant="ghost"
        size="sm"
        icon={<Plus />}
        disabled={readOnly}
        onClick={() => {
          const fresh: SchemaField = {
            name: freshFieldName(fields),
            type: 'string',
            required: false,
            title: '',
            description: '',
            choices: [],
            rest: {},
          };
          draft.change([...fields, fresh]);
          draft.flush();
        }}
      >
        Add field
      </Button>
    </div>
  );
}

function isFields(value: unknown): value is readonly SchemaField[] {
  return Array.isArray(value);
}
