import { useEffect, useState } from 'react';
import css from './announcer.module.css';

type Listener = (message: string) => void;

let listener: Listener | undefined;

/** Says something to a screen reader, politely: `announce('Run failed at Fetch orders')`. */
export function announce(message: string): void {
  listener?.(message);
}

/** What came shortly before stays: two messages of one moment are both said. */
const kept = 4;

/** The live region that `announce` speaks through; once, in the shell. */
export function Announcer() {
  const [messages, setMessages] = useState<readonly { text: string; count: number }[]>([]);
  useEffect(() => {
    let count = 0;
    listener = (text) => {
      count += 1;
      const message = { text, count };
      setMessages((before) => [...before.slice(1 - kept), message]);
    };
    return () => {
      listener = undefined;
    };
  }, []);
  return (
    <div aria-live="polite" aria-relevant="additions" className={css.hidden}>
      {/* A key of its own makes the same words be said again. */}
      {messages.map(({ text, count }) => (
        <p key={count}>{text}</p>
      ))}
    </div>
  );
}
