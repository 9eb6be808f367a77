import type { IpcMainInvokeEvent } from 'electron';

export const appScheme = 'app';
export const appHost = 'stepwell';
/** Where the studio's own page comes from; nothing else may call main. */
export const appOrigin = `${appScheme}://${appHost}`;

/** Whether a call comes from the top frame of the studio's own page. */
export function isTrustedSender(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  if (!frame || frame !== event.sender.mainFrame) return false;
  return isAppUrl(frame.url);
}

/** Whether a URL lies on the studio's own origin. */
export function isAppUrl(url: string): boolean {
  return (
    URL.canParse(url) && new URL(url).protocol === `${appScheme}:` && new URL(url).host === appHost
  );
}
