import { describe, expect, it } from 'vitest';
import { missingConfinement, readProcessFacts, readProcessMemory } from './os-sandbox';

describe('missingConfinement', () => {
  it.each([
    [{ seccomp: 2, noNewPrivileges: true, own: ['user', 'net', 'pid'] }, undefined],
    [{ seccomp: 2, noNewPrivileges: true, own: ['net', 'pid'] }, undefined],
    [{ seccomp: 0, noNewPrivileges: true, own: ['user', 'net', 'pid'] }, /system calls/],
    [{ seccomp: 1, noNewPrivileges: true, own: ['user', 'net', 'pid'] }, /system calls/],
    [{ seccomp: 2, noNewPrivileges: false, own: ['user', 'net', 'pid'] }, /privileges/],
    [{ seccomp: 2, noNewPrivileges: true, own: [] }, /namespaces/],
  ] as const)('%j: %s', (facts, missing) => {
    const found = missingConfinement(facts);
    if (missing === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(missing);
  });
});

describe.runIf(process.platform === 'linux')('a process of this system', () => {
  it('tells what the system says about it', () => {
    expect(readProcessFacts(process.pid)).toMatchObject({
      seccomp: expect.any(Number),
      noNewPrivileges: expect.any(Boolean),
    });
    // It shares its namespaces with itself.
    expect(readProcessFacts(process.pid).own).not.toContain('net');
    expect(() => readProcessFacts(2 ** 30)).toThrow();
  });

  it('tells its memory until it is gone', () => {
    expect(readProcessMemory(process.pid)).toBeGreaterThan(10_000_000);
    expect(readProcessMemory(2 ** 30)).toBeUndefined();
  });
});
