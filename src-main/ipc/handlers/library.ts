import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import type { LibraryOrderService } from '../../services/library-order-service';
import type { LibraryService } from '../../services/library-service';
import type { SearchService } from '../../services/search-service';
import { done } from './done';

export function createLibraryHandlers(
  library: LibraryService,
  order: LibraryOrderService,
  search: SearchService,
): Handlers<Contract>['library'] {
  return {
    list: () => library.list(),
    create: async (from) => ({ id: await library.create(from) }),
    samples: async () => [...(await library.samples())],
    duplicate: ({ id }) => ({ id: library.duplicate(id) }),
    remove: ({ id }) => done(library.remove(id)),
    restore: ({ id }) => done(library.restore(id)),
    importFile: async () => {
      const id = await library.importFile();
      return id && { id };
    },
    openPath: async ({ path }) => ({ id: await library.openPath(path) }),
    exportFile: async ({ id, text }) => {
      const path = await library.exportFile(id, text);
      return path === null ? null : { path };
    },
    exportPicture: async (picture) => {
      const path = await library.exportPicture(picture);
      return path === null ? null : { path };
    },
    folders: () => order.folders(),
    createFolder: ({ path }) => done(order.createFolder(path)),
    moveFolder: ({ from, to }) => done(order.moveFolder(from, to)),
    removeFolder: ({ path }) => done(order.removeFolder(path)),
    move: ({ ids, folder }) => done(order.move(ids, folder)),
    setFavourite: ({ ids, favourite }) => done(order.setFavourite(ids, favourite)),
    tag: ({ ids, add, remove }) => done(order.tag(ids, add, remove)),
    opened: ({ id }) => done(order.opened(id)),
    trash: () => order.trash(),
    purge: ({ ids }) => done(order.purge(ids)),
    searchText: ({ query }) => search.searchText(query),
    searchSteps: ({ query }) => order.searchSteps(query),
    versions: ({ id }) => order.versions(id),
    versionText: ({ id, hash }) => ({ text: order.versionText(id, hash) }),
  };
}
