import { type KeyboardEvent, useEffect, useRef } from 'react';
import { classNames } from '../../../ui/class-names';
import { focusCanvas } from '../canvas-store';

export interface InlineRenameProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly className: string | undefined;
  /** Once: with what was typed, or null when it was given up. */
  readonly onDone: (typed: string | null) => void;
}

/** A field in place of a title: Enter or a click elsewhere keeps what was typed, Escape does not. */
export function InlineRename({ label, value, placeholder, className, onDone }: InlineRenameProps) {
  const field = useRef<HTMLInputElement>(null);
  const settled = useRef(false);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  function finish(keep: boolean): void {
    // Closing takes the focus away, which would count as a click elsewhere.
    if (settled.current) return;
    settled.current = true;
    onDone(keep ? (field.current?.value.trim() ?? '') : null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    finish(event.key === 'Enter');
    focusCanvas();
  }

  return (
    <input
      ref={field}
      className={classNames(className, 'nodrag nopan nowheel')}
      aria-label={label}
      placeholder={placeholder}
      defaultValue={value}
      maxLength={200}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}
