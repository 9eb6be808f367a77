import { createHash } from 'node:crypto';
import { pageSource } from '../../sandbox/confined/guest-source';

// The page in which confined code runs: one script, known by its hash, and an opaque origin.

export const confinedScheme = 'app-sbx';

/** What a confined renderer may load: its own page, from its own host, and nothing else. */
export interface ConfinedPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function createConfinedPage(): ConfinedPage {
  const script = pageSource();
  const hash = createHash('sha256').update(script).digest('base64');
  return {
    html: `<!doctype html><meta charset="utf-8"><title>Confined code</title><script>${script}</script>`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(hash),
      'x-content-type-options': 'nosniff',
      'x-dns-prefetch-control': 'off',
      'referrer-policy': 'no-referrer',
      'permissions-policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
      'cache-control': 'no-store',
    },
  };
}

/** By hash and not by origin: a script of the code's own making can name no address to load. */
function contentSecurityPolicy(hash: string): string {
  return [
    "default-src 'none'",
    // The step's code is a text that is evaluated here, where it can do no more than this page.
    `script-src 'sha256-${hash}' 'unsafe-eval'`,
    "connect-src 'none'",
    "worker-src 'none'",
    "frame-src 'none'",
    "child-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "webrtc 'block'",
    'sandbox allow-scripts',
  ].join('; ');
}

const deniedFeatures = [
  'accelerometer',
  'ambient-light-sensor',
  'attribution-reporting',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];
