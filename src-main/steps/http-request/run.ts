import { Agent, request, type Dispatcher } from 'undici';
import { parseDuration } from '@shared/lib/duration';
import type { ResolvedValue } from '@shared/expressions/types';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { HttpRequestConfig } from '@shared/steps/http-request/config';
import { finalError } from '../../engine/step-error';
import type { StepContext, StepRunner } from '../../engine/types';
import type { StepHost } from '../step-host';
import { buildBody } from './build-body';
import { data, shownUrl, statusError, transportError } from '../lib/http-errors';
import { plainJson } from '../lib/plain-json';
import { readBytes } from '../lib/read-body';
import { parseUrl } from '../lib/web-address';
import { prepareRequest, type PreparedRequest } from './build-request';
import { bodyValue } from './read-response';

type Context = StepContext<HttpRequestConfig>;
type Host = Pick<StepHost, 'baseFolder' | 'userAgent'>;

const redirects = new Set([301, 302, 303, 307, 308]);
const connectTimeout = 10_000;
const excerptCharacters = 2_000;

export function createHttpRequestRunner(host: Host): StepRunner<HttpRequestConfig> {
  const agents = createAgents();
  return async (context) => {
    // Secrets stand as references there; a replay needs neither them nor the server.
    const asked = plainJson(context.config as ResolvedValue);
    const output = await context.effect('http', asked, () => exchange(context, host, agents));
    return { output };
  };
}

/** Sends the request and reads what comes back. */
async function exchange(
  context: Context,
  host: Host,
  agents: ReturnType<typeof createAgents>,
): Promise<JsonObject> {
  const { clock, config } = context;
  const begun = clock.monotonic();
  const prepared = await prepareRequest(context, host.userAgent);
  const { response, current } = await follow(
    context,
    host,
    prepared,
    agents(config.verifyCertificate),
  );
  const { statusCode: status, statusText = '' } = response;
  const header = (name: string) => firstOf(response.headers[name]);
  const bytes = await inTransit(context, current, () =>
    readBytes(response.body, header('content-encoding') ?? ''),
  );
  const contentType = header('content-type') ?? '';
  if (fails(status, config.failOn)) {
    throw statusError({
      method: current.method,
      url: current.url,
      status,
      statusText,
      retryAfter: header('retry-after'),
      excerpt: excerptOf(bytes, contentType),
      now: clock.now(),
    });
  }
  return {
    status,
    statusText,
    headers: headersOf(response.headers),
    body: bodyValue(bytes, contentType, config.responseType),
    url: withoutSecrets(current),
    duration: Math.round(clock.monotonic() - begun),
  };
}

/** Sends the request and follows redirects, with fewer headers once it leaves the host. */
async function follow(
  context: Context,
  host: Host,
  prepared: PreparedRequest,
  dispatcher: Agent,
): Promise<{ response: Dispatcher.ResponseData; current: PreparedRequest }> {
  const { config } = context;
  let current = prepared;
  for (let hops = 0; ; hops += 1) {
    const response = await send(context, host, current, dispatcher);
    const location = firstOf(response.headers['location']);
    const isRedirect = redirects.has(response.statusCode) && location !== undefined;
    if (!isRedirect || !config.followRedirects) return { response, current };
    await response.body.dump();
    if (hops >= config.maxRedirects) throw tooManyRedirects(prepared, config.maxRedirects);
    current = redirected(current, response.statusCode, location);
  }
}

function redirected(from: PreparedRequest, status: number, location: string): PreparedRequest {
  const url = redirectTarget(location, from.url);
  const becomesGet =
    (status === 303 && from.method !== 'HEAD') ||
    ((status === 301 || status === 302) && from.method === 'POST');
  const leavesHost = url.origin !== from.url.origin;
  const headers = new Map(
    [...from.headers].filter(
      ([name]) => !leavesHost || (!from.confidential.has(name) && name !== 'host'),
    ),
  );
  return { ...from, url, headers, method: becomesGet ? 'GET' : from.method };
}

function redirectTarget(location: string, from: URL): URL {
  try {
    const url = parseUrl(location, from);
    url.username = '';
    url.password = '';
    return url;
  } catch (error) {
    throw finalError(
      data(
        'HTTP_REDIRECT',
        `${shownUrl(from)} redirects to "${location}", which is no web address`,
        'Check the address.',
      ),
      error,
    );
  }
}

function send(
  context: Context,
  host: Host,
  current: PreparedRequest,
  dispatcher: Agent,
): Promise<Dispatcher.ResponseData> {
  const { config, signal } = context;
  const silence = parseDuration(config.responseTimeout) ?? 30_000;
  return inTransit(context, current, async () => {
    // A redirect that became a GET has nothing to send any more.
    const withBody = current.method === config.method;
    const body = withBody ? await buildBody(context, host.baseFolder) : { content: null };
    const headers = new Map(current.headers);
    const contentType = config.contentType ?? body.contentType;
    if (!withBody || body.content === null) headers.delete('content-type');
    else if (contentType !== undefined && !headers.has('content-type'))
      headers.set('content-type', contentType);
    if (body.length !== undefined) headers.set('content-length', String(body.length));
    return request(current.url, {
      // undici takes any method name; its type lists them.
      method: current.method as Dispatcher.HttpMethod,
      headers: Object.fromEntries(headers),
      body: body.content,
      signal,
      dispatcher,
      headersTimeout: silence,
      bodyTimeout: silence,
    });
  });
}

/** Runs a part of the exchange; a cancel wins over whatever error it caused. */
async function inTransit<T>(
  context: Context,
  current: PreparedRequest,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    context.signal.throwIfAborted();
    throw transportError(error, current.method, current.url);
  }
}

/** Connections are kept and shared by all requests of a runner. */
function createAgents(): (verifyCertificate: boolean) => Agent {
  const options = { connect: { timeout: connectTimeout }, maxHeaderSize: 64 * 1024 };
  const strict = new Agent(options);
  let lenient: Agent | undefined;
  return (verifyCertificate) => {
    if (verifyCertificate) return strict;
    lenient ??= new Agent({
      ...options,
      connect: { ...options.connect, rejectUnauthorized: false },
    });
    return lenient;
  };
}

function fails(status: number, failOn: HttpRequestConfig['failOn']): boolean {
  if (failOn === 'never') return false;
  return status >= (failOn === 'server-error' ? 500 : 400);
}

function headersOf(headers: Dispatcher.ResponseData['headers']): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function excerptOf(bytes: Buffer, contentType: string): string {
  const value = bodyValue(bytes.subarray(0, excerptCharacters), contentType, 'text');
  return typeof value === 'string' ? value : '';
}

function withoutSecrets({ url, secretQuery }: PreparedRequest): string {
  const shown = new URL(url);
  for (const name of secretQuery)
    if (shown.searchParams.has(name)) shown.searchParams.set(name, '***');
  return shown.href;
}

function tooManyRedirects(prepared: PreparedRequest, limit: number) {
  return finalError(
    data(
      'HTTP_REDIRECT',
      `${prepared.method} ${shownUrl(prepared.url)} was redirected more than ${limit} times`,
      'Check the address, or allow more redirects.',
    ),
  );
}
