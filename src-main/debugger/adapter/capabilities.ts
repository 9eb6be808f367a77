import type { DebugProtocol } from '@vscode/debugprotocol';

/** What this debugger can do. Each entry is proved by a test that docs/debugging.md names. */
export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsCancelRequest: true,
};
