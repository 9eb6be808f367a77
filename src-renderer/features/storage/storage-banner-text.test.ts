import { describe, expect, it } from 'vitest';
import { stallText } from './storage-banner-text';

const stall = {
  code: 'DISK_FULL',
  message: 'The disk is full: free 48 MB on the disk that holds /home/a/stepwell.db.',
  hint: 'Then press Resume.',
  bytesNeeded: 48_000_000,
  bytesFree: 2_000_000,
  since: 1,
};

describe('stallText', () => {
  it('says how much room there is', () => {
    expect(stallText(stall)).toMatch(
      /^The disk is full: .*\. Free now: [\d.,]+ MB\. Then press Resume\.$/,
    );
  });

  it('says nothing of room where that is not what is missing', () => {
    const other = { ...stall, message: 'The disk refuses.', bytesNeeded: null, bytesFree: null };
    expect(stallText(other)).toBe('The disk refuses. Then press Resume.');
  });
});
