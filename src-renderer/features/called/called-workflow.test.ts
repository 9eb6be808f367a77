import { describe, expect, it } from 'vitest';
import { calledFile, calledName } from './called-workflow';

describe('the workflow a step calls', () => {
  it('is a file beside the caller', () => {
    expect(calledFile('refund.stepwell.yaml', '/home/a/orders.stepwell.yaml')).toBe(
      '/home/a/refund.stepwell.yaml',
    );
    expect(calledFile('../lib/./refund.yaml', '/home/a/orders.yaml')).toBe('/home/lib/refund.yaml');
    expect(calledFile('sub\\refund.yaml', 'C:\\work\\orders.yaml')).toBe(
      'C:\\work\\sub\\refund.yaml',
    );
    expect(calledFile('/srv/refund.yaml', null)).toBe('/srv/refund.yaml');
    expect(calledFile('refund.yaml', null)).toBeUndefined();
    expect(calledFile('Refund', '/home/a/orders.yaml')).toBeUndefined();
  });

  it('or an entry of the library, by its name', () => {
    const entries = [
      { id: '1', name: 'Refund' },
      { id: '2', name: 'Twice' },
      { id: '3', name: 'Twice' },
    ];
    expect(calledName('Refund@1a2b3c4', entries)?.id).toBe('1');
    expect(calledName('Twice', entries)).toBeUndefined();
    expect(calledName('Other', entries)).toBeUndefined();
  });
});
