import {
  ArrowDownToDot,
  ArrowUpFromDot,
  Pause,
  Play,
  Redo2,
  RefreshCw,
  Rewind,
  Square,
  StepBack,
  Unplug,
} from 'lucide-react';
import { IconButton } from '../../../ui/icon-button';
import { debugCommand, runDebugCommand } from '../commands/run-command';
import { useDebugger } from '../debugger';
import { isLive } from '../session/debugger-state';
import css from './debug-toolbar.module.css';

const buttons = [
  { id: 'debug.stepOver', icon: <Redo2 /> },
  { id: 'debug.stepInto', icon: <ArrowDownToDot /> },
  { id: 'debug.stepOut', icon: <ArrowUpFromDot /> },
  { id: 'debug.stepBack', icon: <StepBack /> },
  { id: 'debug.reverseContinue', icon: <Rewind /> },
  { id: 'debug.restart', icon: <RefreshCw /> },
] as const;

/** Floats above the centre while a session is open; every button has its key in its tooltip. */
export function DebugToolbar() {
  const phase = useDebugger((state) => state.phase);
  const live = useDebugger(isLive);
  const over = useDebugger((state) => state.over);
  if (phase === 'off') return null;
  const running = phase === 'running' || phase === 'starting';
  return (
    <div role="toolbar" aria-label="Debug" className={css.bar} data-past={live ? undefined : ''}>
      <Tool id={running ? 'debug.pause' : 'debug.continue'}>{running ? <Pause /> : <Play />}</Tool>
      {buttons.map(({ id, icon }) => (
        <Tool key={id} id={id}>
          {icon}
        </Tool>
      ))}
      <Tool id={over ? 'debug.detach' : 'debug.stop'} always>
        {over ? <Unplug /> : <Square />}
      </Tool>
    </div>
  );
}

interface ToolProps {
  readonly id: string;
  /** Also while the session is busy. */
  readonly always?: boolean;
  readonly children: React.ReactNode;
}

function Tool({ id, always = false, children }: ToolProps) {
  const command = debugCommand(id);
  // Only whether it is possible draws the button anew, not every stop.
  const possible = useDebugger(({ busy }) => (always || !busy) && command?.isEnabled?.() !== false);
  if (!command) return null;
  const { title } = command;
  return (
    <IconButton
      label={title}
      command={id}
      className={css[id.replace('debug.', '')]}
      disabled={!possible}
      onClick={() => runDebugCommand(id)}
    >
      {children}
    </IconButton>
  );
}
