import { describe, expect, it } from 'vitest';
import { openServices } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';

describe('createTopicService', () => {
  it('keeps events once by their id, for every process of the profile', async () => {
    const profile = tempFolder();
    const { topics } = await openServices(profile);
    const first = await topics.emit('order.paid', { id: 1 });
    expect(first).toMatchObject({ repeated: false, waiting: 0 });
    expect(await topics.emit('order.paid', 'other', first.id)).toEqual({
      ...first,
      repeated: true,
    });
    await topics.emit('order.sent', null);
    const second = await openServices(profile);
    expect(second.topics.recent('order.paid', 10)).toEqual([
      { id: first.id, topic: 'order.paid', data: { id: 1 }, time: expect.any(Number) },
    ]);
    expect(second.topics.recent(undefined, 1)).toMatchObject([{ topic: 'order.sent' }]);
  });

  it('refuses what is no topic and data that does not belong into a log', async () => {
    const { topics } = await openServices(tempFolder());
    await expect(topics.emit('no topic', 1)).rejects.toMatchObject({ code: 'TOPIC_INVALID' });
    await topics.emit('a', 'x'.repeat(59_000));
    await expect(topics.emit('a', 'x'.repeat(60_000))).rejects.toMatchObject({
      code: 'TOPIC_DATA_TOO_LARGE',
    });
  });
});
