import { isUtf8 } from 'node:buffer';
import { fetchTooLargeError } from '../code-errors';
import type { GuestCalls } from '../guest/guest-calls';
import type { FetchBody, FetchRequest, FetchResponse } from '../types';
import { CodeFailure } from './failure';

/** Bytes that a request may carry. */
const maximumRequestBytes = 16 * 1024 * 1024;
/** Statuses whose response may have no body. */
const bodiless = new Set([101, 103, 204, 205, 304]);

// Taken before any user code runs.
const { Request, Response, Headers } = globalThis;

/** The standard `fetch`, carried out by the app. */
export function createGuestFetch(calls: () => GuestCalls): typeof fetch {
  return async (input, init) => {
    // Node's own Request knows every kind of body and header; an address alone needs none of that.
    const plain = init === undefined && (typeof input === 'string' || input instanceof URL);
    const request = plain ? simpleRequest(input) : await describe(new Request(input, init));
    const signal = plain ? null : signalOf(input, init);
    return toResponse(await calls().fetch(request, signal));
  };
}

function simpleRequest(input: string | URL): FetchRequest {
  return { method: 'GET', url: String(input), headers: [], body: null, redirect: 'follow' };
}

async function describe(request: Request): Promise<FetchRequest> {
  const { method, url, redirect } = request;
  const bytes = request.body === null ? null : Buffer.from(await request.arrayBuffer());
  if (bytes && bytes.length > maximumRequestBytes) {
    throw new CodeFailure(fetchTooLargeError(bytes.length, maximumRequestBytes));
  }
  // After the body: its kind sets a header.
  return {
    method,
    url,
    headers: [...request.headers].map(([name, value]) => [name, value] as const),
    body: bytes && bodyOf(bytes),
    redirect,
  };
}

function signalOf(input: unknown, init: RequestInit | undefined): AbortSignal | null {
  return init?.signal ?? (input instanceof Request ? input.signal : null);
}

function bodyOf(bytes: Buffer): FetchBody {
  return isUtf8(bytes)
    ? { encoding: 'utf8', text: bytes.toString('utf8') }
    : { encoding: 'base64', text: bytes.toString('base64') };
}

function toResponse(given: FetchResponse): Response {
  const { body, status, statusText, url, redirected } = given;
  const headers = new Headers();
  // The body is unpacked already.
  for (const [name, value] of given.headers) {
    if (name !== 'content-encoding' && name !== 'content-length') headers.append(name, value);
  }
  const content = body === null || bodiless.has(status) ? null : contentOf(body);
  const response = new Response(content, {
    // Response refuses 1xx, which cannot get here as a final answer.
    status,
    statusText,
    headers,
  });
  const fixed = (value: unknown) => ({ value, enumerable: true, configurable: true });
  return Object.defineProperties(response, { url: fixed(url), redirected: fixed(redirected) });
}

function contentOf(body: FetchBody): string | Uint8Array<ArrayBuffer> {
  return body.encoding === 'utf8' ? body.text : Uint8Array.from(Buffer.from(body.text, 'base64'));
}
