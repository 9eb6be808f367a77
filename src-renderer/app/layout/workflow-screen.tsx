import { CalledBar } from '../../features/called/index';
import { useDocument } from '../../features/document/index';
import { TabStrip } from '../../features/tabs/index';
import { Spinner } from '../../ui/spinner';
import { Banners } from './banners';
import { RunBanner } from './run-banner';
import { OpeningFailed } from './opening-failed';
import { StorageBanner } from './storage-banner';
import { StatusBar } from './status-bar';
import { WorkflowBar } from './workflow-bar';
import { WorkflowBody } from './workflow-body';
import css from './workflow-screen.module.css';

export function WorkflowScreen() {
  const status = useDocument((state) => state.status);
  return (
    <div className={css.screen}>
      <WorkflowBar />
      <TabStrip />
      <StorageBanner />
      {status === 'open' && (
        <>
          <CalledBar />
          <Banners />
          <RunBanner />
          <main className={css.main}>
            <WorkflowBody />
          </main>
          <StatusBar />
        </>
      )}
      {status === 'loading' && (
        <main className={css.waiting}>
          <Spinner size={20} label="Opening the workflow" />
        </main>
      )}
      {status === 'failed' && <OpeningFailed />}
    </div>
  );
}
