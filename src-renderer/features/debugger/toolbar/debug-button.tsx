import { Bug } from 'lucide-react';
import { Button } from '../../../ui/button';
import { Tooltip } from '../../../ui/tooltip';
import { useDocument } from '../../document/index';
import { isRunOver, useRuns } from '../../runs/index';
import { useDebugger } from '../debugger';
import { requestDebug } from '../session/start';

/** Beside “Run workflow”: the same under the debugger. Gone while a run is at work. */
export function DebugButton() {
  const phase = useDebugger((state) => state.phase);
  const canRun = useDocument((state) => state.workflow !== null);
  const active = useRuns((state) => state.latest !== null && !isRunOver(state.latest.status));
  if (phase !== 'off' || active) return null;
  return (
    <Tooltip content="Run and stop at breakpoints" command="debug.start">
      <Button icon={<Bug size={14} />} disabled={!canRun} onClick={requestDebug}>
        Debug
      </Button>
    </Tooltip>
  );
}
