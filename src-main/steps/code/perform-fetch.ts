import { isUtf8 } from 'node:buffer';
import { Agent, request, type Dispatcher } from 'undici';
import { finalError } from '../../engine/step-error';
import type { FetchBody, FetchRequest, FetchResponse } from '../../sandbox/types';
import { data, shownUrl, transportError } from '../lib/http-errors';
import { readBytes } from '../lib/read-body';
import { parseUrl } from '../lib/web-address';

// `fetch` of code steps, done here and not in the code's process: with the limits of HTTP request
// steps, stopped with the step, and recorded like any other effect.

const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;
const silence = 30_000;
/** They belong to one host only. */
const confidential = new Set(['authorization', 'cookie', 'proxy-authorization']);
/** Set by the connection itself, or by this file. */
const ownHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer | null;
}

export type PerformFetch = (request: FetchRequest, signal: AbortSignal) => Promise<FetchResponse>;

export function createPerformFetch(userAgent: string): PerformFetch {
  const dispatcher = new Agent({ connect: { timeout: 10_000 }, maxHeaderSize: 64 * 1024 });
  return async (asked, signal) => {
    let current = firstExchange(asked, userAgent);
    for (let hops = 0; ; hops += 1) {
      const { method, url } = current;
      try {
        const response = await send(current, dispatcher, signal);
        const location = response.headers['location'];
        const redirects = redirectStatuses.has(response.statusCode) && location !== undefined;
        if (!redirects || asked.redirect === 'manual') {
          return await answer(response, url, hops > 0);
        }
        await response.body.dump();
        if (asked.redirect === 'error' || hops >= mostRedirects) throw refused(current, asked);
        current = redirected(current, response.statusCode, String(location));
      } catch (error) {
        signal.throwIfAborted();
        throw transportError(error, method, url);
      }
    }
  };
}

function firstExchange(asked: FetchRequest, userAgent: string): Exchange {
  const url = parseUrl(asked.url);
  url.username = '';
  url.password = '';
  const headers = new Map([
    ['user-agent', userAgent],
    ['accept', '*/*'],
    ['accept-encoding', 'gzip, deflate, br'],
  ]);
  for (const [name, value] of asked.headers) {
    if (!ownHeaders.has(name.toLowerCase())) headers.set(name.toLowerCase(), value);
  }
  return { method: asked.method, url, headers, body: bytesOf(asked.body) };
}

function send(
  { method, url, headers, body }: Exchange,
  dispatcher: Agent,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  return request(url, {
    // undici takes any method name; its type lists them.
    method: method as Dispatcher.HttpMethod,
    headers: Object.fromEntries(headers),
    body,
    signal,
    dispatcher,
    headersTimeout: silence,
    bodyTimeout: silence,
  });
}

function redirected(from: Exchange, status: number, location: string): Exchange {
  const url = parseUrl(location, from.url);
  url.username = '';
  url.password = '';
  const becomesGet =
    (status === 303 && from.method !== 'HEAD') ||
    ((status === 301 || status === 302) && from.method === 'POST');
  const leavesHost = url.origin !== from.url.origin;
  const headers = new Map(
    [...from.headers].filter(
      ([name]) =>
        !(leavesHost && confidential.has(name)) && !(becomesGet && name.startsWith('content-')),
    ),
  );
  if (becomesGet) return { method: 'GET', url, headers, body: null };
  return { ...from, url, headers };
}

async function answer(
  response: Dispatcher.ResponseData,
  url: URL,
  wasRedirected: boolean,
): Promise<FetchResponse> {
  const headers: [string, string][] = [];
  for (const [name, value] of Object.entries(response.headers)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) headers.push([name, item]);
    }
  }
  const encoding = headers.find(([name]) => name === 'content-encoding')?.[1] ?? '';
  const bytes = await readBytes(response.body, encoding);
  return {
    status: response.statusCode,
    statusText: response.statusText,
    headers,
    url: url.href,
    redirected: wasRedirected,
    body: bodyOf(bytes),
  };
}

function bodyOf(bytes: Buffer): FetchBody | null {
  if (bytes.length === 0) return null;
  return isUtf8(bytes)
    ? { encoding: 'utf8', text: bytes.toString('utf8') }
    : { encoding: 'base64', text: bytes.toString('base64') };
}

function bytesOf(body: FetchBody | null): Buffer | null {
  return body === null ? null : Buffer.from(body.text, body.encoding);
}

function refused({ method, url }: Exchange, asked: FetchRequest) {
  return finalError(
    data(
      'HTTP_REDIRECT',
      asked.redirect === 'error'
        ? `${method} ${shownUrl(url)} redirects, which the request does not allow`
        : `${method} ${shownUrl(url)} was redirected more than ${mostRedirects} times`,
      'Check the address.',
    ),
  );
}
