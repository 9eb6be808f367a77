import { useMemo, useRef } from 'react';
import { highlightTemplate } from './highlight';
import css from './resting-expression.module.css';

export interface RestingExpressionProps {
  readonly value: string;
  readonly label: string;
  readonly multiline: boolean;
  readonly invalid: boolean;
  readonly describedBy?: string | undefined;
  /** It was clicked, or focused by the keyboard (no point). */
  readonly onEdit: (
    point: { readonly x: number; readonly y: number; readonly within: HTMLElement } | null,
  ) => void;
}

/** A text with bindings while nobody edits it: the colours of the editor without the editor. */
export function RestingExpression(props: RestingExpressionProps) {
  const { value, label, multiline, invalid, describedBy, onEdit } = props;
  const parts = useMemo(() => highlightTemplate(value), [value]);
  const pressed = useRef(false);
  return (
    <div
      role="textbox"
      tabIndex={0}
      aria-label={label}
      aria-multiline={multiline}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      className={css.text}
      data-multiline={multiline ? '' : undefined}
      onPointerDown={() => {
        pressed.current = true;
      }}
      onFocus={() => {
        // A press focuses first; its click says where the caret goes.
        if (!pressed.current) onEdit(null);
      }}
      onClick={(event) => {
        pressed.current = false;
        onEdit({ x: event.clientX, y: event.clientY, within: event.currentTarget });
      }}
    >
      {parts.map((part, at) => (
        <span key={at} className={part.type === 'text' ? undefined : css[part.type]}>
          {part.text}
        </span>
      ))}
    </div>
  );
}
