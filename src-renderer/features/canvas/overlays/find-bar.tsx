import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { IconButton } from '../../../ui/icon-button';
import { canvasStore, focusCanvas, useCanvas } from '../canvas-store';
import { showMatch, startFinding } from '../find';
import css from './find-bar.module.css';

/** Ctrl+F on the canvas: finds steps by any of their words. */
export function FindBar() {
  const find = useCanvas((state) => state.find);
  const field = useRef<HTMLInputElement>(null);
  const open = find !== null;
  useEffect(() => {
    if (!open) return;
    field.current?.focus();
    field.current?.select();
  }, [open]);
  if (!find) return null;

  function close(): void {
    canvasStore.setState({ find: null });
    focusCanvas();
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape') close();
    if (event.key === 'Enter') showMatch(event.shiftKey ? -1 : 1);
  }

  const count = find.matches.length;
  return (
    <div className={`${css.bar} nowheel nopan nodrag`} role="search" onKeyDown={onKeyDown}>
      <Search size={14} aria-hidden className={css.icon} />
      <input
        ref={field}
        className={css.field}
        aria-label="Find steps on the canvas"
        placeholder="Find steps"
        value={find.query}
        spellCheck={false}
        onChange={(event) => startFinding(event.target.value)}
      />
      <span className={css.count} aria-live="polite">
        {find.query === '' ? '' : count === 0 ? 'None' : `${find.at + 1} of ${count}`}
      </span>
      <IconButton
        label="Previous match"
        size="sm"
        disabled={count === 0}
        onClick={() => showMatch(-1)}
      >
        <ChevronUp />
      </IconButton>
      <IconButton label="Next match" size="sm" disabled={count === 0} onClick={() => showMatch(1)}>
        <ChevronDown />
      </IconButton>
      <IconButton label="Close find" size="sm" onClick={close}>
        <X />
      </IconButton>
    </div>
  );
}
