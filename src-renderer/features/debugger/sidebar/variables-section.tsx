import { debuggerStore, scopesTree, useDebugger } from '../debugger';
import { TreeView } from '../variables/tree-view';
import { openValueMenu } from '../variables/value-menu';
import { canSetValue, setValue } from '../variables/set-value';
import { Section, SectionNote } from './section';
import { Button } from '../../../ui/button';

/** The values at the frame that is looked at; any of them can be given another value. */
export function VariablesSection() {
  return (
    <Section name="variables" title="Variables">
      <VariablesBody />
    </Section>
  );
}

function VariablesBody() {
  const phase = useDebugger((state) => state.phase);
  const status = useDebugger((state) => state.scopes.status);
  const error = useDebugger((state) => state.scopes.error);
  const frame = useDebugger((state) => state.frame);
  if (phase === 'off') return <SectionNote>Values show up here while a run is paused.</SectionNote>;
  if (status === 'failed') {
    return (
      <SectionNote>
        The values could not be read: {error}{' '}
        <Button size="sm" onClick={() => void retry()}>
          Try again
        </Button>
      </SectionNote>
    );
  }
  if (frame === null) {
    return (
      <SectionNote>
        {phase === 'starting'
          ? 'The run is starting…'
          : phase === 'ended'
            ? 'The run is over. Choose a moment of it to see its values.'
            : 'The run is at work. Pause it with F6 to see its values.'}
      </SectionNote>
    );
  }
  return (
    <TreeView
      tree={scopesTree}
      label="Variables"
      stale={phase === 'running'}
      canSet={canSetValue}
      onSet={setValue}
      onMenu={openValueMenu}
    />
  );
}

async function retry(): Promise<void> {
  const { thread, frame } = debuggerStore.getState();
  if (thread !== null && frame !== null) await debuggerStore.selectFrame(thread, frame);
}
