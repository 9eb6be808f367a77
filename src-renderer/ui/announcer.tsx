import { useEffect, useState } from 'react';
import css from './announcer.module.css';

type Listener = (message: string) => void;

let listener: Listener | undefined;

/** Says something to a screen reader, politely: `announce('Run failed at Fetch orders')`. */
export function announce(message: string): void {
  listener?.(message);
}

/** The live region that `announce` speaks through; once, in the shell. */
export function Announcer() {
  const [message, setMessage] = useState({ text: '', count: 0 });
  useEffect(() => {
    listener = (text) => setMessage(({ count }) => ({ text, count: count + 1 }));
    return () => {
      listener = undefined;
    };
  }, []);
  return (
    // A changing key makes the same words be said again.
    <div aria-live="polite" className={css.hidden}>
      <span key={message.count}>{message.text}</span>
    </div>
  );
}
