import { Bug } from 'lucide-react';
import { Button } from '../../../ui/button';
import { useDocument } from '../../document/index';
import { leaveOnEscape } from '../commands/focus';
import { useDebugger } from '../debugger';
import { requestDebug } from '../session/start';
import { BreakpointsSection } from './breakpoints-section';
import { CallStackSection } from './call-stack-section';
import { OverridesSection } from './overrides-section';
import { VariablesSection } from './variables-section';
import { WatchSection } from './watch-section';
import css from './side-bar.module.css';

/** Run and debug: what a paused run has, where it stands, and what stops it. */
export function DebugSideBar() {
  const phase = useDebugger((state) => state.phase);
  const error = useDebugger((state) => state.error);
  const canRun = useDocument((state) => state.workflow !== null);
  return (
    <div className={css.bar} data-debug-side="" onKeyDown={leaveOnEscape}>
      {phase === 'off' && (
        <div className={css.start}>
          <Button
            variant="primary"
            icon={<Bug size={14} />}
            disabled={!canRun}
            onClick={requestDebug}
          >
            Start debugging
          </Button>
          {error && (
            <p className={css.failed} role="alert">
              {[error.message, error.hint].filter(Boolean).join(' ')}
            </p>
          )}
        </div>
      )}
      <VariablesSection />
      <WatchSection />
      <CallStackSection />
      <BreakpointsSection />
      <OverridesSection />
    </div>
  );
}
