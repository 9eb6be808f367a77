import { expect, it } from 'vitest';
import { gatherMessages } from './gather-messages';

const event = (seq: number) => ({ seq, type: 'event' }) as const;

it('passes on together what is said at once, by client and in order', async () => {
  const sent: [string, number[]][] = [];
  const say = gatherMessages((client, messages) => {
    sent.push([client, messages.map(({ seq }) => seq)]);
  });
  say('one', event(1));
  say('two', event(7));
  say('one', event(2));
  expect(sent).toEqual([]);
  await Promise.resolve();
  expect(sent).toEqual([
    ['one', [1, 2]],
    ['two', [7]],
  ]);
  say('one', event(3));
  await Promise.resolve();
  expect(sent.at(-1)).toEqual(['one', [3]]);
});
