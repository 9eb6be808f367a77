import { useId, useState } from 'react';
import { classNames } from '../../ui/class-names';
import css from './editable-text.module.css';

export interface EditableTextProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly readOnly: boolean;
  readonly className?: string | undefined;
  /** Takes the new text; answers what is wrong with it, or null. */
  readonly onCommit: (text: string) => string | null;
}

/** Text that looks like text until it is edited. Enter keeps, Escape gives up. */
export function EditableText(props: EditableTextProps) {
  const { label, value, placeholder, readOnly, className, onCommit } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const errorId = useId();

  const commit = (): void => {
    if (draft === null || draft.trim() === value) {
      setDraft(null);
      setError(null);
      return;
    }
    const complaint = onCommit(draft.trim());
    setError(complaint);
    if (complaint === null) setDraft(null);
  };

  return (
    <span className={css.wrap}>
      <input
        className={classNames(css.input, className)}
        aria-label={label}
        aria-invalid={error !== null || undefined}
        aria-describedby={error !== null ? errorId : undefined}
        value={draft ?? value}
        placeholder={placeholder}
        readOnly={readOnly}
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key !== 'Escape' || draft === null) return;
          event.stopPropagation();
          setDraft(null);
          setError(null);
        }}
      />
      {error !== null && (
        <span id={errorId} role="alert" className={css.error}>
          {error}
        </span>
      )}
    </span>
  );
}
