import { newWorkflowText } from '@shared/workflow/new-workflow';
import { expect, it } from 'vitest';
import { openServices } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';

it('finds words in all workflows, drafts included, but not in the trash', async () => {
  const { library, documents, search } = await openServices(tempFolder());
  const first = await library.create({ name: 'Plain' });
  const second = await library.create({ name: 'Edited' });
  const gone = await library.create({ text: newWorkflowText('Needle in the trash') });
  documents.saveDraft(second, `${newWorkflowText('Edited')}\n# a needle\n`);
  library.remove(gone);
  const found = await search.searchText('NEEDLE');
  expect(found.map(({ id, name, total }) => ({ id, name, total }))).toEqual([
    { id: second, name: 'Edited', total: 1 },
  ]);
  expect(found[0]?.matches[0]?.excerpt).toBe('# a needle');
  expect((await search.searchText('name: plain')).map(({ id }) => id)).toEqual([first]);
});
