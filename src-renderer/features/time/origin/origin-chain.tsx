import type { OriginNode } from '@shared/debug/origin-node';
import { shortValue } from '@shared/debug/why';
import { jumpToStep } from '../jump-to-step';
import { jump } from '../seek';
import styles from './origin.module.css';

export interface OriginChainProps {
  readonly node: OriginNode;
  /** A place of the chain was gone to. */
  readonly onLeave: () => void;
}

/** What a value came from, and what that came from; each leads to its moment. */
export function OriginChain(props: OriginChainProps) {
  return (
    <ol className={styles.chain} aria-label="Origin">
      <Chain {...props} />
    </ol>
  );
}

function Chain({ node, onLeave }: OriginChainProps) {
  const { step, path, seq } = node;
  const go = (): void => {
    if (step !== null) void jumpToStep(path, step);
    if (seq !== null) jump(seq);
    onLeave();
  };
  return (
    <li>
      <div className={styles.node}>
        {step === null && seq === null ? (
          <span className={styles.title}>{node.title}</span>
        ) : (
          <button type="button" className={styles.title} title="Go to that moment" onClick={go}>
            {node.title}
          </button>
        )}
        {node.field !== '' && <code className={styles.field}>{node.field}</code>}
        {node.value !== undefined && (
          <code className={styles.value}>{shortValue(node.value, 40)}</code>
        )}
      </div>
      {node.text !== undefined && <pre className={styles.text}>{node.text}</pre>}
      {node.from.length > 0 && (
        <ol className={styles.chain} data-single={node.from.length === 1}>
          {node.from.map((one, at) => (
            <Chain key={at} node={one} onLeave={onLeave} />
          ))}
        </ol>
      )}
    </li>
  );
}
