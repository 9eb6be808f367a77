import { useState } from 'react';
import css from './side-bar.module.css';

export interface ExpressionInputProps {
  readonly label: string;
  readonly placeholder?: string;
  /** Null: given up. */
  readonly onDone: (text: string | null) => void;
}

/** One line to write an expression; Enter takes it, Escape gives up. */
export function ExpressionInput({ label, placeholder, onDone }: ExpressionInputProps) {
  const [text, setText] = useState('');
  return (
    <input
      className={css.expression}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      autoFocus
      spellCheck={false}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => onDone(text.trim() === '' ? null : text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(text);
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
}
