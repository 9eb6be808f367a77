import { Field } from '../../../ui/field';
import { InputControl } from './input-control';
import { draftKey, type InputDraft, type InputField } from './input-fields';

export interface InputFormProps {
  readonly fields: readonly InputField[];
  readonly draft: InputDraft;
  /** Messages by draft key; shown once somebody has tried to send the form. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (draft: InputDraft) => void;
}

/** The fields of a JSON Schema as a form: a run's input, or what an approval asks for. */
export function InputForm({ fields, draft, errors, onChange }: InputFormProps) {
  return fields.map((field) => {
    const key = draftKey(field);
    return (
      <Field
        key={key}
        label={field.label}
        help={field.help}
        required={field.required}
        inline={field.widget === 'switch'}
        error={errors[key]}
      >
        <InputControl
          field={field}
          value={draft[key] ?? ''}
          onChange={(value) => onChange({ ...draft, [key]: value })}
        />
      </Field>
    );
  });
}
