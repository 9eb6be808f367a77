import { useDocument } from '../../features/document/index';
import { Inspector } from '../../features/inspector/index';
import { RunDataSlotsContext } from '../../features/runs/index';
import { useWorkbench, workbench } from '../../features/workbench/index';
import { ErrorBoundary } from '../../ui/error-boundary';
import { Pane } from '../../ui/pane';
import { SplitPane } from '../../ui/split-pane';
import { ActivityBar } from './activity-bar';
import { BottomPanel } from './bottom-panel';
import { Centre } from './centre';
import { runDataSlots } from './run-data-slots';
import { SideBar } from './side-bar';
import { WideInspector } from './wide-inspector';
import css from './workflow-screen.module.css';

/** Side bar, centre over panel, inspector: each of them can be resized and closed. */
export function WorkflowBody() {
  const sidebarOpen = useWorkbench((state) => state.sidebarOpen);
  const panelOpen = useWorkbench((state) => state.panelOpen);
  const inspectorOpen = useWorkbench((state) => state.inspectorOpen);
  const selection = useDocument((state) => state.selection);
  const wide = useWorkbench((state) => state.inspectorWide) && selection.steps.length === 1;
  return (
    <RunDataSlotsContext value={runDataSlots}>
      <div className={css.parts}>
        <ActivityBar />
        <SplitPane direction="horizontal" className={css.body}>
          {sidebarOpen && (
            <Pane
              key="sidebar"
              id="sidebar"
              name="the side bar"
              fixed
              minSize={160}
              maxSize={480}
              defaultSize={workbench.sizeOf('sidebar', 240)}
              onResize={(size) => workbench.rememberSize('sidebar', size)}
            >
              <aside className={css.side} aria-label="Side bar">
                <ErrorBoundary name="The side bar">
                  <SideBar />
                </ErrorBoundary>
              </aside>
            </Pane>
          )}
          <Pane key="middle" id="middle" minSize={280}>
            <SplitPane direction="vertical">
              <Pane key="centre" id="centre" minSize={140}>
                <div className={css.stage}>
                  <div className={css.under} inert={wide}>
                    <Centre />
                  </div>
                  {wide && <WideInspector />}
                </div>
              </Pane>
              {panelOpen && (
                <Pane
                  key="panel"
                  id="panel"
                  name="the bottom panel"
                  fixed
                  minSize={100}
                  defaultSize={workbench.sizeOf('panel', 260)}
                  onResize={(size) => workbench.rememberSize('panel', size)}
                >
                  <section className={css.side} aria-label="Panel">
                    <BottomPanel />
                  </section>
                </Pane>
              )}
            </SplitPane>
          </Pane>
          {inspectorOpen && !wide && (
            <Pane
              key="inspector"
              id="inspector"
              name="the inspector"
              fixed
              minSize={260}
              maxSize={720}
              defaultSize={workbench.sizeOf('inspector', 340)}
              onResize={(size) => workbench.rememberSize('inspector', size)}
            >
              <aside className={css.side} aria-label="Inspector">
                <ErrorBoundary name="The inspector" resetKey={selection}>
                  <Inspector />
                </ErrorBoundary>
              </aside>
            </Pane>
          )}
        </SplitPane>
      </div>
    </RunDataSlotsContext>
  );
}
