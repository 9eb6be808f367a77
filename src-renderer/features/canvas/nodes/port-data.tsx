import { endPeek, portPeek, startPeek } from '../../debugger';
import { documentStore } from '../../document';
import type { PortWords } from '../../runs';
import { openData } from '../open-details';
import type { PortOwner } from './port-owner';
import css from './port-data.module.css';

export interface PortDataProps {
  readonly owner: PortOwner;
  readonly words: PortWords;
  /** Pixels from the top of the box. */
  readonly top: number;
}

/**
 * Count and size of what went through an output port in the shown run, beside the port: outside the box, so
 * that nothing moves for it. Shown where it can be read (see `data-lettering`).
 */
export function PortData({ owner, words, top }: PortDataProps) {
  const { step, title } = owner;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${css.data ?? ''} nodrag nopan`}
      style={{ top }}
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
