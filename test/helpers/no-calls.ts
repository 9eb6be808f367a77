import type { CodeCalls } from '../../src-main/sandbox/types';

/** For code that asks the app for nothing that matters. */
export const noCalls: CodeCalls = {
  setVariable: () => undefined,
  emit: async () => undefined,
  fetch: () => Promise.reject(new Error('This test has no network')),
};
