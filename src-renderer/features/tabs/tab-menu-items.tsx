import type { WorkflowId } from '@shared/lib/ids';
import { Copy, FolderSearch, X } from 'lucide-react';
import { announce } from '../../ui/announcer';
import { MenuItem } from '../../ui/menu-item';
import { MenuSeparator } from '../../ui/menu-separator';
import { showInFolder, useLibrary } from '../library/index';
import { closeTab, closeTabs, tabsStore } from './tabs';

/** What can be done with an open workflow: the right-click menu of its tab. */
export function TabMenuItems({ id, front }: { readonly id: WorkflowId; readonly front: boolean }) {
  const path = useLibrary((state) => state.entries.find((entry) => entry.id === id)?.path ?? null);
  const { tabs } = tabsStore.getState();
  const after = tabs.slice(tabs.indexOf(id) + 1);
  return (
    <>
      <MenuItem
        icon={<X size={14} />}
        command={front ? 'tabs.close' : undefined}
        onSelect={() => void closeTab(id)}
      >
        Close
      </MenuItem>
      <MenuItem onSelect={() => void closeTabs(tabs.filter((other) => other !== id))}>
        Close others
      </MenuItem>
      <MenuItem disabled={after.length === 0} onSelect={() => void closeTabs(after)}>
        Close to the right
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<FolderSearch size={14} />}
        disabled={path === null}
        onSelect={() => void showInFolder(id)}
      >
        Show in folder
      </MenuItem>
      <MenuItem
        icon={<Copy size={14} />}
        disabled={path === null}
        onSelect={() =>
          void navigator.clipboard.writeText(path ?? '').then(() => announce('Path copied'))
        }
      >
        Copy path
      </MenuItem>
    </>
  );
}
