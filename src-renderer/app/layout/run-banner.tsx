import { Bug, CircleQuestionMark, UserRoundCheck } from 'lucide-react';
import { debugRun, useDebugger } from '../../features/debugger/index';
import { inboxStore, useInbox } from '../../features/inbox/index';
import { useRuns } from '../../features/runs/index';
import { Button } from '../../ui/button';
import { Banner } from './banner';

/** What the run on screen waits for from the person who looks at it. */
export function RunBanner() {
  const shown = useRuns((state) => state.shown);
  const items = useInbox((state) => state.items);
  const own = items.filter((item) => runOf(item) === shown);
  const [first] = own;
  if (!first) return <PausedBanner />;
  const more = own.length > 1 ? ` (and ${own.length - 1} more)` : '';
  if (first.type === 'decision') {
    return (
      <Banner
        tone="warning"
        icon={<CircleQuestionMark />}
        actions={
          <Button size="sm" variant="primary" onClick={() => inboxStore.show(first.key)}>
            Decide…
          </Button>
        }
      >
        Stepwell ended while “{first.decision.step}” was at work, and its effect may have happened
        {more}. The run waits for your decision.
      </Banner>
    );
  }
  return (
    <Banner
      tone="info"
      icon={<UserRoundCheck />}
      actions={
        <Button size="sm" variant="primary" onClick={() => inboxStore.show(first.key)}>
          Answer…
        </Button>
      }
    >
      This run waits for approval: {first.approval.title}
      {more}
    </Banner>
  );
}

/** The run stands still and nobody debugs it here: it was left so, or another program has it. */
function PausedBanner() {
  const run = useRuns((state) => (state.run?.status === 'paused' ? state.run.run : null));
  const debugging = useDebugger((state) => state.phase !== 'off');
  if (run === null || debugging) return null;
  return (
    <Banner
      tone="warning"
      icon={<Bug />}
      actions={
        <Button size="sm" variant="primary" onClick={() => void debugRun(run)}>
          Open in the debugger
        </Button>
      }
    >
      This run is paused by the debugger and goes on when somebody lets it.
    </Banner>
  );
}

function runOf(item: ReturnType<typeof inboxStore.getState>['items'][number]): string {
  return item.type === 'approval' ? item.approval.runId : item.decision.runId;
}
