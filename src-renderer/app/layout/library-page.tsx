import { LibraryScreen, TrashScreen } from '../../features/library/index';
import { RunsScreen } from '../../features/run-list/index';
import { FeaturedTemplates, TemplateGallery } from '../../features/templates/index';
import { WelcomeCard } from '../../features/tour/index';
import { useWorkbench } from '../../features/workbench/index';
import { ErrorBoundary } from '../../ui/error-boundary';
import { HomeNav } from './home-nav';
import { LibraryBar } from './library-bar';
import css from './library-page.module.css';
import { StorageBanner } from './storage-banner';
import screenCss from './workflow-screen.module.css';

/** The home screen: where to at the left, and the page beside it. */
export function LibraryPage() {
  const home = useWorkbench((state) => state.home);
  return (
    <div className={screenCss.screen}>
      <LibraryBar />
      <StorageBanner />
      <div className={css.body}>
        <HomeNav />
        <ErrorBoundary name="The page" resetKey={home}>
          {home === 'workflows' && (
            <LibraryScreen welcome={<WelcomeCard />}>
              <FeaturedTemplates />
            </LibraryScreen>
          )}
          {home === 'templates' && <TemplateGallery />}
          {home === 'runs' && <RunsScreen />}
          {home === 'trash' && <TrashScreen />}
        </ErrorBoundary>
      </div>
    </div>
  );
}
