import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import { done } from './done';

type AppHandlers = Handlers<Contract>['app'];

export type AppInfo = Awaited<ReturnType<AppHandlers['info']>>;
export type Confinement = Awaited<ReturnType<AppHandlers['confinement']>>;

/** What the handlers need of the window and the system. */
export interface DesktopPort {
  info(): AppInfo;
  confinement(): Promise<Confinement>;
  /** The first frame with content is on screen. */
  ready(): void;
  /** Everything typed is in the journal; the window may close. */
  closeReady(): void;
  openExternal(url: string): Promise<void> | void;
}

export function createAppHandlers(desktop: DesktopPort): AppHandlers {
  return {
    info: () => desktop.info(),
    confinement: () => desktop.confinement(),
    ready: () => done(desktop.ready()),
    closeReady: () => done(desktop.closeReady()),
    openExternal: async ({ url }) => done(await desktop.openExternal(url)),
  };
}
