import { LibraryScreen } from '../../features/library/index';
import { LibraryBar } from './library-bar';
import { StorageBanner } from './storage-banner';
import css from './workflow-screen.module.css';

export function LibraryPage() {
  return (
    <div className={css.screen}>
      <LibraryBar />
      <StorageBanner />
      <LibraryScreen />
    </div>
  );
}
