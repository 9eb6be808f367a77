import { describe, expect, it } from 'vitest';
import { note } from '@shared/steps/note/definition';
import { runStep } from '../lib/test-context';
import { runNote } from './run';

describe('runNote', () => {
  it('takes no part in a run', async () => {
    expect(await runStep('note', runNote, { text: '{{ not.a.binding }}' })).toEqual({
      output: null,
      taken: [],
    });
    expect(note.annotation).toBe(true);
    expect(note.ports({})).toEqual({ inputs: [], outputs: [] });
  });
});
