import { useState } from 'react';
import { TextField } from '../../../ui/text-field';

export interface ChoicesFieldProps {
  readonly choices: readonly string[];
  readonly size: 'sm' | 'md';
  readonly readOnly: boolean;
  readonly onChange: (choices: readonly string[]) => void;
  readonly onBlur: () => void;
}

/** Choices of a text, separated by commas. The text stays as typed until the field is left. */
export function ChoicesField({ choices, size, readOnly, onChange, onBlur }: ChoicesFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextField
      size={size}
      readOnly={readOnly}
      label="Choices"
      value={draft ?? choices.join(', ')}
      placeholder="Choices, separated by commas"
      onValueChange={(text) => {
        setDraft(text);
        onChange(
          text
            .split(',')
            .map((part) => part.trim())
            .filter(Boolean),
        );
      }}
      onBlur={() => {
        setDraft(null);
        onBlur();
      }}
    />
  );
}
