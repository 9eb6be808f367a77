import { z } from 'zod';
import { call, event } from './define-contract';
import { nothing } from './schemas';

export const appContract = {
  /** What the window needs before its first paint. */
  info: call(
    nothing,
    z.object({
      version: z.string(),
      platform: z.enum(['linux', 'darwin', 'win32']),
      /** The folder that holds the user's data. */
      profile: z.string(),
      /** What went wrong while starting and was mended, in words for the user. */
      notices: z.array(z.string()),
    }),
  ),
  /** What holds the code of workflows that nobody trusts, and why it is this. */
  confinement: call(
    nothing,
    z.object({ kind: z.enum(['os-sandbox', 'quickjs']), reason: z.string() }),
  ),
  /** The first frame with content is on screen; used to measure start-up. */
  ready: call(nothing, nothing),
  /** Everything typed is in the journal: the answer to `onClosing`. */
  closeReady: call(nothing, nothing),
  /** The window is about to close: journal what is not journalled, then call `closeReady`. */
  onClosing: event(nothing),
  /** Opens an https or mailto link in the system's browser. */
  openExternal: call(z.strictObject({ url: z.string().max(2_000) }), nothing),
  /** A choice in the native menu, by command id. */
  onCommand: event(z.object({ command: z.string() })),
};
