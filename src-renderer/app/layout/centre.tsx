import { Canvas } from '../../features/canvas/index';
import { DebugToolbar } from '../../features/debugger/index';
import { useDocument } from '../../features/document/index';
import { StepCodePane } from '../../features/inspector/index';
import { SourceView } from '../../features/source/index';
import { useWorkbench, workbench } from '../../features/workbench/index';
import { ErrorBoundary } from '../../ui/error-boundary';
import { Pane } from '../../ui/pane';
import { SplitPane } from '../../ui/split-pane';
import css from './workflow-screen.module.css';

/** The middle of the window: the workflow drawn, written, or both side by side. */
export function Centre() {
  const id = useDocument((state) => state.id);
  const view = useWorkbench((state) => state.centre);
  const codeStep = useWorkbench((state) => state.codeStep);
  return (
    <SplitPane direction="horizontal">
      {view !== 'source' && (
        <Pane key="canvas" id="canvas" minSize={200}>
          <div className={css.centre}>
            <DebugToolbar />
            <ErrorBoundary name="The canvas" resetKey={id}>
              <Canvas />
            </ErrorBoundary>
          </div>
        </Pane>
      )}
      {view !== 'canvas' && (
        <Pane
          key="source"
          id="source"
          name="the source"
          minSize={200}
          {...(view === 'split' && {
            defaultSize: workbench.sizeOf('source', 0) || '50%',
            onResize: (size) => workbench.rememberSize('source', size),
          })}
        >
          <div className={css.centre}>
            {view === 'source' && <DebugToolbar />}
            <ErrorBoundary name="The source" resetKey={id}>
              <SourceView />
            </ErrorBoundary>
          </div>
        </Pane>
      )}
      {codeStep !== null && (
        <Pane
          key="code"
          id="code"
          name="the code"
          minSize={240}
          defaultSize={workbench.sizeOf('code', 0) || '50%'}
          onResize={(size) => workbench.rememberSize('code', size)}
        >
          <div className={css.centre}>
            <ErrorBoundary name="The code" resetKey={codeStep}>
              <StepCodePane key={codeStep} step={codeStep} />
            </ErrorBoundary>
          </div>
        </Pane>
      )}
    </SplitPane>
  );
}
