import { app, session } from 'electron';
import { isAppUrl } from '../ipc/sender';

/** Closes what a page never needs: permissions, new windows, navigation, webviews, the network. */
export function hardenApp(): void {
  // No page of ours has a reason to look up a name; HTTP steps do not go through the browser.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** Must be called after the app is ready. */
export function hardenSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(isAllowed(permission)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission) => isAllowed(permission));
  // The window shows data from files; it has no reason to reach any host.
  defaultSession.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isAppUrl(details.url) || /^(data|blob|devtools):/.test(details.url);
    answer({ cancel: !allowed });
  });
}

/** The clipboard, for copying steps between windows and editors; nothing else. */
function isAllowed(permission: string): boolean {
  return permission === 'clipboard-sanitized-write' || permission === 'clipboard-read';
}
