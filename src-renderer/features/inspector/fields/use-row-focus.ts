import { type RefObject, useEffect, useRef } from 'react';

/** What shall have the keyboard once the rows are drawn anew. */
type Wanted =
  /** The first field of a row that was just added. */
  | { readonly type: 'field'; readonly row: number }
  /** A button of a row, such as the one that has just moved it; another of its buttons otherwise. */
  | { readonly type: 'tool'; readonly row: number; readonly tool: string };

const fields = 'input, textarea, [role="textbox"], [role="combobox"], [role="switch"]';
/** Buttons that can do nothing now may take the keyboard still, so that their tooltip can be read. */
const able = ':not([disabled], [aria-disabled="true"])';

/**
 * The keyboard follows what it does in a list: into a new row, along with a row that moves, and to
 * the row that takes the place of one that goes; after the last one to what adds. Children of the
 * list with `data-row` are its rows.
 */
export function useRowFocus(
  list: RefObject<HTMLElement | null>,
  rows: unknown,
): (wanted: Wanted) => void {
  const wanted = useRef<Wanted | null>(null);
  useEffect(() => {
    const next = wanted.current;
    if (!next || !list.current) return;
    wanted.current = null;
    place(list.current, next)?.focus();
  }, [list, rows]);
  return (next) => {
    wanted.current = next;
  };
}

function place(list: HTMLElement, wanted: Wanted): HTMLElement | null {
  const rows = [...list.querySelectorAll<HTMLElement>(':scope > [data-row]')];
  const row = rows[Math.min(wanted.row, rows.length - 1)];
  if (!row) return list.querySelector<HTMLElement>(':scope > [data-add] button, :scope > button');
  if (wanted.type === 'field') return row.querySelector<HTMLElement>(fields);
  const tools = row.querySelector<HTMLElement>('[data-tools]') ?? row;
  return (
    tools.querySelector<HTMLElement>(`[data-tool="${wanted.tool}"]${able}`) ??
    tools.querySelector<HTMLElement>(`button${able}`)
  );
}
