import { Redo2, Undo2 } from 'lucide-react';
import { DebugButton } from '../../features/debugger/index';
import { documentStore, useDocument } from '../../features/document/index';
import { showLibrary } from '../../features/library/index';
import { RunControls } from '../../features/runs/index';
import { IconButton } from '../../ui/icon-button';
import { Logo } from '../../ui/logo';
import { commands } from '../commands/commands';
import { GlobalActions } from './global-actions';
import { LayoutToggles } from './layout-toggles';
import { TopBar } from './top-bar';
import css from './top-bar.module.css';
import { ViewSwitch } from './view-switch';
import { WorkflowTitle } from './workflow-title';

export function WorkflowBar() {
  const undoLabel = useDocument((state) => (state.readOnly ? null : state.undoLabel));
  const redoLabel = useDocument((state) => (state.readOnly ? null : state.redoLabel));
  const open = useDocument((state) => state.status === 'open');
  return (
    <TopBar
      start={
        <>
          <IconButton label="Library" command="library.show" onClick={showLibrary}>
            <Logo size={18} />
          </IconButton>
          {open && <WorkflowTitle key={documentStore.getState().id} />}
        </>
      }
      middle={
        open && (
          <>
            <RunControls />
            <DebugButton />
          </>
        )
      }
      end={
        <>
          <span className={css.roomy}>
            <IconButton
              label={undoLabel ? `Undo: ${undoLabel}` : 'Nothing to undo'}
              command="document.undo"
              disabled={undoLabel === null}
              onClick={() => commands.run('document.undo')}
            >
              <Undo2 />
            </IconButton>
            <IconButton
              label={redoLabel ? `Redo: ${redoLabel}` : 'Nothing to redo'}
              command="document.redo"
              disabled={redoLabel === null}
              onClick={() => commands.run('document.redo')}
            >
              <Redo2 />
            </IconButton>
          </span>
          <span className={css.divider} />
          {open && <ViewSwitch />}
          <span className={css.roomy}>
            <LayoutToggles />
          </span>
          <span className={css.divider} />
          <GlobalActions />
        </>
      }
    />
  );
}
