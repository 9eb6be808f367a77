import { ChevronRight, SquareTerminal } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { consoleStore, useConsole, useDebugger } from '../debugger';
import { ConsoleInput } from './console-input';
import { ConsoleLineView } from './console-line';
import css from './debug-console.module.css';

/** Asks and answers at the frame that is looked at; log points and code output land here. */
export function DebugConsole() {
  const lines = useConsole((state) => state.lines);
  const dropped = useConsole((state) => state.dropped);
  const phase = useDebugger((state) => state.phase);
  const scroller = useRef<HTMLDivElement>(null);
  const following = useRef(true);

  useEffect(() => {
    const box = scroller.current;
    if (box && following.current) box.scrollTop = box.scrollHeight;
  }, [lines]);

  return (
    <div className={css.console} data-debug-console="">
      {lines.length === 0 ? (
        <div className={css.empty}>
          <EmptyState
            compact
            icon={<SquareTerminal />}
            title="Nothing said yet"
            description="While a run is paused, type an expression below. Log points and console.log of code steps show up here too."
          />
        </div>
      ) : (
        <div
          ref={scroller}
          role="log"
          aria-label="Debug console"
          tabIndex={0}
          className={css.lines}
          onScroll={({ currentTarget: box }) => {
            following.current = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
          }}
        >
          {dropped > 0 && (
            <p className={css.dropped}>
              {dropped.toLocaleString('en')} older lines are not shown any more.
            </p>
          )}
          {lines.map((line) => (
            <ConsoleLineView key={line.id} line={line} />
          ))}
        </div>
      )}
      <div className={css.bottom}>
        <ChevronRight size={14} aria-hidden className={css.prompt} />
        <ConsoleInput disabled={phase === 'off'} />
        <Button
          size="sm"
          variant="ghost"
          disabled={lines.length === 0}
          onClick={() => consoleStore.clear()}
        >
          Clear
        </Button>
      </div>
    </div>
  );
}
