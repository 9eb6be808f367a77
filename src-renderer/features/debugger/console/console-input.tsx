import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { classNames } from '../../../ui/class-names';
import { consoleStore } from '../debugger';
import { type Completion, completionsFor } from './completions';
import { createHistoryWalk } from './history-walk';
import css from './debug-console.module.css';

/** Where expressions are typed: arrows walk through earlier ones, Ctrl+Space offers names. */
export function ConsoleInput({ disabled }: { readonly disabled: boolean }) {
  const [text, setText] = useState('');
  const [offers, setOffers] = useState<readonly Completion[]>([]);
  const [at, setAt] = useState(0);
  const walk = useRef(createHistoryWalk());
  const asking = useRef(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  async function offer(typed: string, caret: number): Promise<void> {
    asking.current += 1;
    const own = asking.current;
    const found = await completionsFor(typed, caret);
    if (own !== asking.current) return;
    setOffers(found);
    setAt(0);
  }

  function close(): void {
    asking.current += 1;
    setOffers([]);
  }

  function take(completion: Completion | undefined): void {
    if (!completion) return;
    const next = text.slice(0, completion.from) + completion.text + text.slice(completion.to);
    setText(next);
    close();
    const caret = completion.from + completion.text.length;
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret));
  }

  function submit(): void {
    void consoleStore.ask(text);
    walk.current.reset();
    setText('');
    close();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    const open = offers.length > 0;
    const { history } = consoleStore.getState();
    const { selectionStart: caret } = event.currentTarget;
    const handled = ((): boolean => {
      if (event.nativeEvent.isComposing) return false;
      if (event.key === ' ' && event.ctrlKey) {
        void offer(text, caret);
        return true;
      }
      if (open && event.key === 'Escape') {
        close();
        return true;
      }
      if (open && (event.key === 'Tab' || event.key === 'Enter')) {
        take(offers[at]);
        return true;
      }
      if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        const by = event.key === 'ArrowDown' ? 1 : -1;
        setAt((at + by + offers.length) % offers.length);
        return true;
      }
      if (event.key === 'Enter' && !event.shiftKey) {
        submit();
        return true;
      }
      const multiline = text.includes('\n');
      const recalled =
        event.key === 'ArrowUp' && !multiline
          ? walk.current.up(text, history)
          : event.key === 'ArrowDown' && !multiline
            ? walk.current.down(history)
            : null;
      if (recalled === null) return false;
      setText(recalled);
      return true;
    })();
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={css.inputBox}>
      {offers.length > 0 && (
        <ul id={id} role="listbox" aria-label="Completions" className={css.offers}>
          {offers.map((completion, index) => (
            <li
              key={`${completion.label}${index}`}
              id={`${id}${index}`}
              role="option"
              aria-selected={index === at}
              className={classNames(css.offer, index === at && css.chosen)}
              onPointerDown={(event) => {
                event.preventDefault();
                take(completion);
              }}
            >
              <span>{completion.label}</span>
              {completion.detail && <span className={css.detail}>{completion.detail}</span>}
            </li>
          ))}
        </ul>
      )}
      <textarea
        ref={field}
        aria-label="Expression"
        aria-controls={offers.length > 0 ? id : undefined}
        aria-autocomplete="list"
        aria-activedescendant={offers.length > 0 ? `${id}${at}` : undefined}
        rows={1}
        className={css.input}
        placeholder={disabled ? 'Start debugging to ask for values' : 'Expression, e.g. vars.total'}
        disabled={disabled}
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => {
          const { value, selectionStart } = currentTarget;
          setText(value);
          if (/[\w.]$/.test(value.slice(0, selectionStart))) void offer(value, selectionStart);
          else close();
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
