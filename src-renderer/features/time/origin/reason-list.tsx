import type { Because } from '@shared/debug/why';
import { jumpToStep } from '../jump-to-step';
import { jump } from '../seek';
import styles from './origin.module.css';

export interface ReasonListProps {
  readonly because: Because;
  readonly onLeave: () => void;
}

/** `Send mail was skipped, because …`: each reason leads to the moment that shows it. */
export function ReasonList({ because, onLeave }: ReasonListProps) {
  return (
    <div className={styles.because}>
      <p>
        {because.what}
        {because.reasons.length > 0 && ', because'}
      </p>
      <ul>
        {because.reasons.map(({ text, step, path, seq }, at) => (
          <li key={at}>
            {step === null && seq === null ? (
              text
            ) : (
              <button
                type="button"
                className={styles.reason}
                title="Go to that moment"
                onClick={() => {
                  if (step !== null) void jumpToStep(path, step);
                  if (seq !== null) jump(seq);
                  onLeave();
                }}
              >
                {text}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
