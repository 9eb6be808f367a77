import { endPeek, portPeek, startPeek } from '../../debugger';
import { documentStore } from '../../document';
import type { PortWords } from '../../runs';
import { openData } from '../open-details';
import type { PortOwner } from './port-owner';
import css from './port-data.module.css';

/**
 * Over the box's corner, where wires neither leave nor arrive; at the other end of the port's row; or beside
 * the port, where neither has room.
 */
export type DataPlace = 'corner' | 'row' | 'beside';

export interface PortDataProps {
  readonly owner: PortOwner;
  readonly words: PortWords;
  readonly place: DataPlace;
  /** Of the port: pixels from the top of the box. */
  readonly top: number;
}

/**
 * Count and size of what went through an output port in the shown run. Nothing moves for it. Shown where it
 * can be read (see `data-lettering`).
 */
export function PortData({ owner, words, place, top }: PortDataProps) {
  const { step, title } = owner;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${css.data ?? ''} nodrag nopan`}
      data-place={place}
      style={place === 'corner' ? undefined : { top }}
      aria-label={`Output of ${title}: ${words.count}, ${words.size}`}
      onPointerEnter={({ clientX: x, clientY: y }) => {
        startPeek(() => portPeek(step, title, 'output', { x, y }));
      }}
      onPointerLeave={endPeek}
      onClick={(event) => {
        event.stopPropagation();
        documentStore.select({ steps: [step], edges: [] });
        openData('output', step);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <span>{words.count}</span>
      <span className={css.size}>{words.size}</span>
    </button>
  );
}
