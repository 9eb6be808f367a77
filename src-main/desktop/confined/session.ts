import { session, type Session } from 'electron';
import { confinedScheme, createConfinedPage } from './page';

let opened: Session | undefined;

/** The session of confined renderers: in memory, without a network, with no permission for anything. */
export function confinedSession(): Session {
  opened ??= openSession();
  return opened;
}

/** Whether a URL is a confined page itself. */
function isConfinedPage(url: string): boolean {
  return new RegExp(`^${confinedScheme}://run-[0-9a-f-]{36}/$`).test(url);
}

function openSession(): Session {
  const page = createConfinedPage();
  const confined = session.fromPartition('confined', { cache: false });
  confined.protocol.handle(confinedScheme, (request) =>
    isConfinedPage(request.url)
      ? new Response(page.html, { headers: page.headers })
      : new Response(null, { status: 404 }),
  );
  confined.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isConfinedPage(details.url) || details.resourceType !== 'mainFrame' });
  });
  confined.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  confined.setPermissionCheckHandler(() => false);
  confined.setDevicePermissionHandler(() => false);
  confined.setSpellCheckerEnabled(false);
  confined.on('will-download', (event) => event.preventDefault());
  return confined;
}
