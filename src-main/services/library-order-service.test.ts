import { newWorkflowText } from '@shared/workflow/new-workflow';
import { describe, expect, it } from 'vitest';
import { openServices, threeSteps } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';

describe('createLibraryOrderService', () => {
  it('keeps workflows in folders, moves folders with what is in them, and loses nothing', async () => {
    const { library, libraryOrder: order } = await openServices(tempFolder());
    const folder = 'Finance/Monthly';
    await library.create({ name: 'A', folder });
    await library.create({ name: 'B', folder });
    const c = await library.create({ name: 'C', folder });
    order.createFolder(' Empty / Inner ');
    order.move([c], '');
    const folderOf = () =>
      Object.fromEntries(library.list().map((entry) => [entry.name, entry.folder]));
    expect(order.folders()).toEqual(['Empty/Inner', 'Finance/Monthly']);
    expect(folderOf()).toEqual({ A: 'Finance/Monthly', B: 'Finance/Monthly', C: '' });

    order.moveFolder('Finance', 'Money');
    expect(folderOf()).toEqual({ A: 'Money/Monthly', B: 'Money/Monthly', C: '' });
    order.removeFolder('Money/Monthly');
    expect(folderOf()).toEqual({ A: 'Money', B: 'Money', C: '' });
    order.removeFolder('Money');
    expect(folderOf()).toEqual({ A: '', B: '', C: '' });
    order.removeFolder('Empty');
    expect(order.folders()).toEqual(['Inner']);
  });

  it('refuses a folder inside itself and names that say nothing', async () => {
    const { libraryOrder: order } = await openServices(tempFolder());
    order.createFolder('A/B');
    expect(() => order.moveFolder('A', 'A/C')).toThrow('cannot go inside itself');
    expect(() => order.createFolder(' / ')).toThrow('needs a name');
    // A name that only begins the same is another folder.
    order.moveFolder('A', 'AB');
    expect(order.folders()).toEqual(['AB', 'AB/B']);
  });

  it('tags, marks favourites and remembers what was open', async () => {
    const { library, libraryOrder: order } = await openServices(tempFolder());
    const id = await library.create({ name: 'A' });
    order.tag([id], ['#Money', 'every  month'], []);
    order.tag([id], ['audit'], ['money']);
    order.setFavourite([id], true);
    order.opened(id);
    expect(library.list()).toMatchObject([
      { tags: ['audit', 'every month'], favourite: true, openedAt: expect.any(Number) },
    ]);
  });

  it('finds steps by their titles, also of workflows made before there was a search', async () => {
    const { library, libraryOrder: order } = await openServices(tempFolder());
    const text = threeSteps.replace(
      'kind: transform',
      'kind: transform\n    title: 100 % Double_it',
    );
    const id = await library.create({ text });
    await library.create({ text: newWorkflowText('Other') });
    expect(order.searchSteps('double')).toEqual([{ id, steps: ['100 % Double_it'] }]);
    expect(order.searchSteps('it DOUBLE')).toEqual([{ id, steps: ['100 % Double_it'] }]);
    expect([order.searchSteps('100 % double_'), order.searchSteps('e%t')]).toEqual([
      [{ id, steps: ['100 % Double_it'] }],
      [],
    ]);
    library.remove(id);
    expect(order.searchSteps('double')).toEqual([]);
  });

  it('lists every saved version once, with its text', async () => {
    const { documents, library, libraryOrder: order } = await openServices(tempFolder());
    const id = await library.create({ text: newWorkflowText('One') });
    for (const name of ['Two', 'Two', 'Three']) await documents.save(id, newWorkflowText(name));
    documents.saveDraft(id, newWorkflowText('Draft'));
    const versions = order.versions(id);
    expect(versions.map(({ how, current }) => [how, current])).toEqual([
      ['saved', true],
      ['saved', false],
      ['made', false],
    ]);
    expect(versions.map(({ hash }) => order.versionText(id, hash))).toEqual(
      ['Three', 'Two', 'One'].map(newWorkflowText),
    );
    const other = await library.create({ name: 'Other' });
    expect(() => order.versionText(other, versions[0]?.hash as never)).toThrow('no version');
  });

  it('shows the trash, and removes from it for good what is asked for and nothing else', async () => {
    const { library, libraryOrder: order } = await openServices(tempFolder());
    const a = await library.create({ name: 'A' });
    const b = await library.create({ name: 'B' });
    const c = await library.create({ name: 'C' });
    library.remove(a);
    library.remove(b);
    order.purge([a, c]);
    expect(order.trash().map(({ name }) => name)).toEqual(['B']);
    expect(library.list().map(({ name }) => name)).toEqual(['C']);
  });
});
