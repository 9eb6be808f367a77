import { finalError } from '../../engine/step-error';
import { data } from './http-errors';

/** An http or https address; a relative one from `base`. */
export function parseUrl(text: string, base?: URL): URL {
  const url = URL.parse(text.trim(), base?.href);
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  const problem = url
    ? `"${url.protocol}//" addresses cannot be requested`
    : `"${text}" is no web address`;
  throw finalError(
    data('HTTP_URL', problem, 'Write an address such as https://api.example.com/orders.', 'user'),
  );
}
