import { Copy, Eye, Pin } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { createStore, useStore } from 'zustand';
import type { BreakpointTarget } from '@shared/debug/breakpoints';
import type { Recorded } from '@shared/runs/recorded';
import { Button } from '../../../ui/button';
import { editDocument } from '../../document/index';
import { GlyphMark } from '../breakpoints/glyph';
import { breakpointsStore, watchStore } from '../debugger';
import type { Point } from '../variables/point';
import { peekLines, peekSize } from './peek-lines';
import css from './value-peek.module.css';

export interface Peek {
  /** Whose value it is, in words. */
  readonly title: string;
  /** What was recorded; absent before anything ran. */
  readonly value?: Recorded;
  /** Its type, as far as that is known without running. */
  readonly type?: string;
  /** Where the pointer is. */
  readonly at: Point;
  /** The expression that gives it. */
  readonly expression?: string;
  /** The step whose output “pin” would keep in the file. */
  readonly pin?: string;
  /** Where “break here” would stop. */
  readonly target?: BreakpointTarget;
}

/** Milliseconds that the pointer has to rest. */
const rest = 300;
/** Milliseconds to get from the wire into the peek. */
const grace = 250;

const peekStore = createStore<{ readonly peek: Peek | null }>(() => ({ peek: null }));
let timer: ReturnType<typeof setTimeout> | undefined;

/** The pointer rests on something that has a value; `find` is asked only if it stays. */
export function startPeek(find: () => Peek | null): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const peek = find();
    if (peek) peekStore.setState({ peek });
  }, rest);
}

export function endPeek(): void {
  clearTimeout(timer);
  timer = setTimeout(() => peekStore.setState({ peek: null }), grace);
}

function closePeek(): void {
  clearTimeout(timer);
  peekStore.setState({ peek: null });
}

/** Mounted once: type, size and first lines of the value under the pointer. */
export function ValuePeek() {
  const peek = useStore(peekStore, (state) => state.peek);
  useEffect(() => {
    // Whoever presses does something else: what was about to show would lie over it.
    const onPress = ({ target }: PointerEvent): void => {
      if (!(target instanceof Element && target.closest('[data-peek]'))) closePeek();
    };
    window.addEventListener('pointerdown', onPress, true);
    return () => window.removeEventListener('pointerdown', onPress, true);
  }, []);
  useEffect(() => {
    if (!peek) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') closePeek();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('wheel', closePeek, { passive: true });
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('wheel', closePeek);
    };
  }, [peek]);
  return peek && createPortal(<PeekBox key={peek.title} peek={peek} />, document.body);
}

function PeekBox({ peek }: { readonly peek: Peek }) {
  const { title, value, type, at, expression, pin, target } = peek;
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Point>({ x: at.x + 12, y: at.y + 12 });

  useEffect(() => {
    const size = box.current?.getBoundingClientRect();
    if (!size) return;
    setPlace({
      x: Math.max(8, Math.min(at.x + 12, window.innerWidth - size.width - 8)),
      y:
        at.y + 12 + size.height > window.innerHeight - 8
          ? Math.max(8, at.y - size.height - 12)
          : at.y + 12,
    });
  }, [at]);

  return (
    <div
      ref={box}
      role="tooltip"
      data-peek=""
      className={css.peek}
      style={{ left: place.x, top: place.y }}
      onPointerEnter={() => clearTimeout(timer)}
      onPointerLeave={endPeek}
    >
      <header className={css.header}>
        <strong>{title}</strong>
        {value && <span className={css.size}>{peekSize(value)}</span>}
      </header>
      {type !== undefined && <pre className={css.type}>{type}</pre>}
      {value && <pre className={css.lines}>{peekLines(value)}</pre>}
      <footer className={css.actions}>
        {value && (
          <Button
            size="sm"
            variant="ghost"
            icon={<Copy size={12} />}
            onClick={() => {
              const text = 'value' in value ? JSON.stringify(value.value, null, 2) : '';
              void navigator.clipboard.writeText(text === '' ? peekLines(value) : text);
              closePeek();
            }}
          >
            Copy
          </Button>
        )}
        {expression !== undefined && (
          <Button
            size="sm"
            variant="ghost"
            icon={<Eye size={12} />}
            onClick={() => {
              watchStore.add(expression);
              closePeek();
            }}
          >
            Watch
          </Button>
        )}
        {pin !== undefined && value && 'value' in value && (
          <Button
            size="sm"
            variant="ghost"
            icon={<Pin size={12} />}
            onClick={() => {
              editDocument(
                { type: 'set-pin', id: pin, value: value.value },
                { label: 'Pin output' },
              );
              closePeek();
            }}
          >
            Pin
          </Button>
        )}
        {target && (
          <Button
            size="sm"
            variant="ghost"
            icon={<GlyphMark glyph={{ shape: 'plain', state: 'enabled' }} />}
            onClick={() => {
              breakpointsStore.toggle(target);
              closePeek();
            }}
          >
            Break here
          </Button>
        )}
      </footer>
    </div>
  );
}
