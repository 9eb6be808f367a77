import { Field } from '../../../ui/field';
import { TextField } from '../../../ui/text-field';

export interface SecretFieldsProps {
  readonly secrets: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  /** Somebody has tried to send the form: what is missing is said. */
  readonly submitted: boolean;
  readonly onChange: (values: Record<string, string>) => void;
}

/** Values of secrets for one run; they stay in memory. */
export function SecretFields({ secrets, values, submitted, onChange }: SecretFieldsProps) {
  return secrets.map((secret) => (
    <Field
      key={secret}
      label={secret}
      help="Secret. Kept in memory for this run only."
      required
      error={submitted && !values[secret] ? 'A value is needed here.' : undefined}
    >
      <TextField
        type="password"
        value={values[secret] ?? ''}
        onValueChange={(value) => onChange({ ...values, [secret]: value })}
      />
    </Field>
  ));
}
