import { SecretRef, SecretText, type ResolvedValue } from '@shared/expressions/types';
import { safeMethods, type HttpRequestConfig } from '@shared/steps/http-request/config';
import { finalError } from '../../engine/step-error';
import type { StepContext } from '../../engine/types';
import { data } from '../lib/http-errors';
import { parseUrl } from '../lib/web-address';

/** A request ready to be sent, and which parts may only go to the host they were meant for. */
export interface PreparedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: ReadonlyMap<string, string | string[]>;
  /** Header names, in lower case, that are dropped after a redirect to another host. */
  readonly confidential: ReadonlySet<string>;
  /** Query names whose value is not shown. */
  readonly secretQuery: ReadonlySet<string>;
}

type Scalar = HttpRequestConfig['headers'] extends Readonly<Record<string, infer V>> | undefined
  ? V
  : never;

/** Set by the connection itself. */
const ownHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

export async function prepareRequest(
  context: StepContext<HttpRequestConfig>,
  userAgent: string,
): Promise<PreparedRequest> {
  const { config } = context;
  const url = parseUrl(config.url);
  const headers = new Map<string, string | string[]>();
  const confidential = new Set(['authorization', 'cookie', 'proxy-authorization']);
  const secretQuery = new Set<string>();

  headers.set('user-agent', userAgent);
  headers.set('accept', '*/*');
  headers.set('accept-encoding', 'gzip, deflate, br');
  for (const [name, value] of Object.entries(config.headers ?? {})) {
    const key = checkedName(name);
    headers.set(key, await headerTexts(context, name, value));
    if (holdsSecret(value)) confidential.add(key);
  }
  for (const [name, value] of Object.entries(config.query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== null) url.searchParams.append(name, await textOf(context, item));
    }
    if (holdsSecret(value)) secretQuery.add(name);
  }
  await authenticate(context, url, headers, confidential, secretQuery);
  if (!safeMethods.has(config.method) && !headers.has('idempotency-key')) {
    headers.set('idempotency-key', context.idempotencyKey);
  }
  return { method: config.method, url, headers, confidential, secretQuery };
}

async function authenticate(
  context: StepContext<HttpRequestConfig>,
  url: URL,
  headers: Map<string, string | string[]>,
  confidential: Set<string>,
  secretQuery: Set<string>,
): Promise<void> {
  const { config } = context;
  if (config.auth === 'basic' || (config.auth === 'none' && url.username !== '')) {
    const user =
      config.auth === 'basic'
        ? await textOf(context, config.username ?? '')
        : decodeURIComponent(url.username);
    const password =
      config.auth === 'basic'
        ? await textOf(context, config.password ?? '')
        : decodeURIComponent(url.password);
    headers.set('authorization', `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  }
  // Credentials in an address would end up in logs and outputs.
  url.username = '';
  url.password = '';
  if (config.auth === 'bearer') {
    headers.set(
      'authorization',
      checkedValue('Authorization', `Bearer ${await textOf(context, config.token ?? '')}`),
    );
  }
  if (config.auth !== 'api-key') return;
  const [name, value] = [config.keyName ?? '', await textOf(context, config.keyValue ?? '')];
  if (config.keyIn === 'query') {
    url.searchParams.set(name, value);
    secretQuery.add(name);
  } else {
    const key = checkedName(name);
    headers.set(key, checkedValue(name, value));
    confidential.add(key);
  }
}

/** A setting as text; secrets are revealed here and nowhere earlier. */
export async function textOf(context: StepContext, value: ResolvedValue): Promise<string> {
  if (value instanceof SecretRef || value instanceof SecretText) return context.reveal(value);
  return value === null ? '' : String(value);
}

async function headerTexts(
  context: StepContext,
  name: string,
  value: Scalar,
): Promise<string | string[]> {
  if (!Array.isArray(value)) return checkedValue(name, await textOf(context, value));
  return Promise.all(value.map(async (item) => checkedValue(name, await textOf(context, item))));
}

function holdsSecret(value: Scalar): boolean {
  const items = Array.isArray(value) ? value : [value];
  return items.some((item) => item instanceof SecretRef || item instanceof SecretText);
}

function checkedName(name: string): string {
  const key = name.toLowerCase();
  if (headerName.test(name) && !ownHeaders.has(key)) return key;
  const problem = ownHeaders.has(key)
    ? `The header ${name} is set by the connection itself`
    : `"${name}" is no valid name of a header`;
  throw finalError(
    data('HTTP_HEADER_INVALID', problem, 'Remove the header, or correct its name.', 'user'),
  );
}

/** Line breaks in a value would smuggle in further headers. */
function checkedValue(name: string, value: string): string {
  if (headerValue.test(value)) return value;
  const problem = /[\r\n]/.test(value)
    ? `The header ${name} has a line break in its value`
    : `The header ${name} has a character in its value that headers cannot carry`;
  throw finalError(
    data(
      'HTTP_HEADER_INVALID',
      problem,
      'Remove it, or encode the value (base64, encodeURIComponent).',
      'user',
    ),
  );
}
