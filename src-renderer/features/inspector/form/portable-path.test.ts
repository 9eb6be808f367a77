import { describe, expect, it } from 'vitest';
import { portablePath } from './portable-path';

describe('portablePath', () => {
  it('is relative inside the folder of the workflow', () => {
    expect(portablePath('/home/a/flows/data/x.csv', '/home/a/flows/f.stepwell.yaml')).toBe(
      'data/x.csv',
    );
    expect(portablePath('C:\\Flows\\data\\x.csv', 'c:\\flows\\f.stepwell.yaml')).toBe('data/x.csv');
  });

  it('stays as chosen elsewhere', () => {
    expect(portablePath('/tmp/x.csv', '/home/a/f.stepwell.yaml')).toBe('/tmp/x.csv');
    expect(portablePath('/home/abc/x.csv', '/home/a/f.stepwell.yaml')).toBe('/home/abc/x.csv');
    expect(portablePath('/tmp/x.csv', null)).toBe('/tmp/x.csv');
  });
});
