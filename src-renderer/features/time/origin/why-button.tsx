import { CircleHelp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type Because, whySkipped } from '@shared/debug/why';
import { whyWaited } from '@shared/debug/why-waited';
import { type ScopePath, stepRunKey } from '@shared/runs/scope-path';
import { Button } from '../../../ui/button';
import { Popover } from '../../../ui/popover';
import { useRuns } from '../../runs/index';
import { type TimePicture, useTime } from '../time-store';
import styles from './origin.module.css';
import { ReasonList } from './reason-list';

export interface WhyButtonProps {
  readonly step: string;
  readonly path: ScopePath;
}

/** Why a step was skipped, did not run, or waited; nothing where there is nothing to ask. */
export function WhyButton({ step, path }: WhyButtonProps) {
  const picture = useTime((state) => state.picture);
  const cursor = useRuns((state) => state.cursor);
  const status = useRuns((state) => state.run?.steps.get(stepRunKey(path, step))?.status);
  const [open, setOpen] = useState(false);
  const answers = useMemo(
    () =>
      picture === null
        ? []
        : answersFor(picture, cursor ?? picture.log.length, { step, path }, status),
    [picture, cursor, step, path, status],
  );
  if (answers.length === 0) return null;
  return (
    <Popover
      side="top"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="ghost" icon={<CircleHelp size={12} />}>
          Why?
        </Button>
      }
    >
      <div className={styles.origin}>
        {answers.map((because) => (
          <ReasonList key={because.what} because={because} onLeave={() => setOpen(false)} />
        ))}
      </div>
    </Popover>
  );
}

function answersFor(
  { log, programs }: TimePicture,
  seq: number,
  address: WhyButtonProps,
  status: string | undefined,
): readonly Because[] {
  const answers: Because[] = [];
  if (status === undefined || status === 'pending' || status === 'skipped') {
    answers.push(whySkipped(log, programs, seq, address));
  }
  const waited = whyWaited(log, programs, seq, address);
  if (waited.reasons.length > 0) answers.push(waited);
  return answers;
}
