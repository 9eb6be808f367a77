import { Logo } from '../../ui/logo';
import { GlobalActions } from './global-actions';
import { TopBar } from './top-bar';
import css from './library-bar.module.css';

export function LibraryBar() {
  return (
    <TopBar
      start={
        <span className={css.brand}>
          <Logo /> Stepwell
        </span>
      }
      end={<GlobalActions />}
    />
  );
}
