import { Clock, Folder, FolderPlus, Hash, LibraryBig, Star } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { ContextMenu } from '../../ui/context-menu';
import { IconButton } from '../../ui/icon-button';
import { NavItem } from '../../ui/nav-item';
import { useWorkbench, workbench } from '../workbench/index';
import { draggedWorkflows, workflowsType } from './drag-out';
import { FolderMenuItems } from './folder-menu';
import { askLibrary } from './library-dialogs-store';
import { libraryStore, useLibrary } from './library';
import { moveToFolder } from './organise';
import { folderRows, type LibraryPlace, samePlace, tagCounts } from './place';
import css from './library-nav.module.css';

/** The places of the library: all, favourites, recent, folders, tags. Folders take dragged workflows. */
export function LibraryNav() {
  const entries = useLibrary((state) => state.entries);
  const folders = useLibrary((state) => state.folders);
  const rows = useMemo(() => folderRows(folders, entries), [folders, entries]);
  const tags = useMemo(() => tagCounts(entries), [entries]);
  const favourites = entries.filter((entry) => entry.favourite).length;
  return (
    <>
      <ul className={css.list}>
        <Place place={{ type: 'all' }} icon={<LibraryBig />} count={entries.length} dropFolder="">
          Workflows
        </Place>
        <Place place={{ type: 'favourites' }} icon={<Star />} count={favourites}>
          Favourites
        </Place>
        <Place place={{ type: 'recent' }} icon={<Clock />}>
          Recent
        </Place>
      </ul>
      <div className={css.heading}>
        <h2>Folders</h2>
        <IconButton
          label="New folder"
          size="sm"
          onClick={() => askLibrary({ type: 'new-folder', around: '' })}
        >
          <FolderPlus />
        </IconButton>
      </div>
      {rows.length === 0 ? (
        <p className={css.none}>None yet</p>
      ) : (
        <ul className={css.list}>
          {rows.map((row) => (
            <Place
              key={row.path}
              place={{ type: 'folder', path: row.path }}
              icon={<Folder />}
              count={row.count}
              depth={row.depth}
              dropFolder={row.path}
              menu={<FolderMenuItems path={row.path} />}
            >
              {row.name}
            </Place>
          ))}
        </ul>
      )}
      {tags.length > 0 && (
        <>
          <div className={css.heading}>
            <h2>Tags</h2>
          </div>
          <ul className={css.list}>
            {tags.map(([tag, count]) => (
              <Place key={tag} place={{ type: 'tag', tag }} icon={<Hash />} count={count}>
                {tag}
              </Place>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface PlaceProps {
  readonly place: LibraryPlace;
  readonly icon: ReactNode;
  readonly count?: number;
  readonly depth?: number;
  /** The folder that dragged workflows go to. */
  readonly dropFolder?: string;
  readonly menu?: ReactNode;
  readonly children: ReactNode;
}

function Place({ place, icon, count, depth = 0, dropFolder, menu, children }: PlaceProps) {
  const here = useLibrary((state) => samePlace(state.place, place));
  const onPage = useWorkbench((state) => state.home === 'workflows');
  const [over, setOver] = useState(false);

  function drop(event: DragEvent): void {
    setOver(false);
    const ids = new Set(draggedWorkflows(event));
    const entries = libraryStore.getState().entries.filter(({ id }) => ids.has(id));
    if (dropFolder === undefined || entries.length === 0) return;
    event.preventDefault();
    void moveToFolder(entries, dropFolder);
  }

  const item = (
    <li
      onDragOver={(event) => {
        if (dropFolder === undefined || !event.dataTransfer.types.includes(workflowsType)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => drop(event.nativeEvent)}
    >
      <NavItem
        icon={icon}
        current={here && onPage}
        count={count}
        depth={depth}
        over={over}
        onSelect={() => {
          libraryStore.goTo(place);
          workbench.showHome('workflows');
        }}
      >
        {children}
      </NavItem>
    </li>
  );
  return menu ? <ContextMenu items={menu}>{item}</ContextMenu> : item;
}
