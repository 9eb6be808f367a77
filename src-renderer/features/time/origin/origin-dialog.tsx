import { useMemo } from 'react';
import { useStore } from 'zustand';
import { type ExpressionOrigin, originOfExpression } from '@shared/debug/origin';
import { Dialog } from '../../../ui/dialog';
import { useRuns } from '../../runs/index';
import { useTime } from '../time-store';
import { OriginChain } from './origin-chain';
import styles from './origin.module.css';
import { originStore } from './origin-store';
import { OriginView } from './origin-view';

/** Mounted once: where a value that was pointed at came from. */
export function OriginDialog() {
  const asked = useStore(originStore, (state) => state.asked);
  const picture = useTime((state) => state.picture);
  if (!asked) return null;
  const close = (): void => originStore.setState({ asked: null });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="Where this value comes from"
      description={
        'expression' in asked ? <code className={styles.asked}>{asked.expression}</code> : undefined
      }
    >
      {picture === null ? (
        <p className={styles.reading}>The run is still being read…</p>
      ) : 'expression' in asked ? (
        <ExpressionChain {...asked} onLeave={close} />
      ) : (
        <div className={styles.wide}>
          <OriginView {...asked} onLeave={close} />
        </div>
      )}
    </Dialog>
  );
}

function ExpressionChain({
  expression,
  step,
  path,
  onLeave,
}: ExpressionOrigin & { readonly onLeave: () => void }) {
  const picture = useTime((state) => state.picture);
  const cursor = useRuns((state) => state.cursor);
  const found = useMemo(
    () =>
      picture &&
      originOfExpression(picture.log, picture.programs, cursor ?? picture.log.length, {
        expression,
        step,
        path,
      }),
    [picture, cursor, expression, step, path],
  );
  return (
    <div className={styles.origin} data-wide>
      {found && <OriginChain node={found} onLeave={onLeave} />}
    </div>
  );
}
