import { Activity, LayoutTemplate, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { LibraryNav, useLibrary } from '../../features/library/index';
import { type HomePage, useWorkbench, workbench } from '../../features/workbench/index';
import { NavItem } from '../../ui/nav-item';
import css from './library-page.module.css';

/** Where to on the home screen: places of the library, and the other pages. */
export function HomeNav() {
  const deleted = useLibrary((state) => state.trash.length);
  return (
    <nav className={css.nav} aria-label="Home">
      <LibraryNav />
      <ul className={css.pages}>
        <Page page="templates" icon={<LayoutTemplate />}>
          Templates
        </Page>
        <Page page="runs" icon={<Activity />}>
          Runs
        </Page>
        <Page page="trash" icon={<Trash2 />} count={deleted}>
          Trash
        </Page>
      </ul>
    </nav>
  );
}

interface PageProps {
  readonly page: HomePage;
  readonly icon: ReactNode;
  readonly count?: number;
  readonly children: ReactNode;
}

function Page({ page, icon, count = 0, children }: PageProps) {
  const current = useWorkbench((state) => state.home === page);
  return (
    <li>
      <NavItem
        icon={icon}
        current={current}
        count={count}
        onSelect={() => workbench.showHome(page)}
      >
        {children}
      </NavItem>
    </li>
  );
}
