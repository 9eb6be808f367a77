import { describe, expect, it } from 'vitest';
import { filesOnCommandLine, welcomeSample } from './command-line';

describe('filesOnCommandLine', () => {
  it('takes workflow files, not switches and not the app itself', () => {
    const argv = ['--no-sandbox', '/app', 'a.stepwell.yaml', '/b/c.yml', '--x=d.yaml'];
    expect(filesOnCommandLine(argv, '/work')).toEqual(['/work/a.stepwell.yaml', '/b/c.yml']);
  });
});

describe('welcomeSample', () => {
  it('reads the switch', () => {
    expect(welcomeSample(['/app', '--welcome-sample=licence-audit'])).toBe('licence-audit');
    expect(welcomeSample(['/app'])).toBeUndefined();
  });
});
