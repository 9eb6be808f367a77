import { shell } from 'electron';
import { AppError } from '@shared/errors/app-error';

const allowed = new Set(['https:', 'mailto:']);

/** Opens a link in the system's browser; only kinds of links that cannot run anything. */
export async function openExternalLink(url: string): Promise<void> {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (!allowed.has(protocol)) {
    throw new AppError({
      code: 'LINK_REFUSED',
      kind: 'user',
      message: `The link "${url.slice(0, 200)}" was not opened`,
      hint: 'Only https and mailto links are opened.',
    });
  }
  await shell.openExternal(url);
}
