import { LibraryScreen } from '../../features/library/index';
import { LibraryBar } from './library-bar';
import css from './workflow-screen.module.css';

export function LibraryPage() {
  return (
    <div className={css.screen}>
      <LibraryBar />
      <LibraryScreen />
    </div>
  );
}
