import type { AppErrorData } from '@shared/errors/app-error';
import { finalError, retryableError, StepError } from '../../engine/step-error';

/** A web address as it may stand in messages and outputs: without user, password and query. */
export function shownUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

const timeouts = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
const names = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);
const responses = /^(HPE_|UND_ERR_(HEADERS_OVERFLOW|RES_|RESPONSE))/;
const tls =
  /CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|HOSTNAME_MISMATCH/;

/** A failure on the way, in plain words and with what to do. */
export function transportError(error: unknown, method: string, url: URL): unknown {
  if (error instanceof StepError || !(error instanceof Error)) return error;
  const { code, detail } = innermost(error);
  const target = `${method} ${shownUrl(url)}`;
  if (timeouts.has(code)) {
    return retryableError(
      data(
        'HTTP_TIMEOUT',
        `${target}: the server did not answer in time`,
        'Try again later, or allow more silence (responseTimeout).',
      ),
      error,
    );
  }
  if (names.has(code)) {
    return retryableError(
      data(
        'HTTP_DNS',
        `${target}: the name ${url.hostname} is not known`,
        'Check the address and the network.',
      ),
      error,
    );
  }
  if (tls.test(code)) {
    return finalError(
      data(
        'HTTP_TLS',
        `${target}: the certificate of ${url.host} was not accepted (${detail})`,
        'Check the address; for a server of your own with a self-signed certificate turn the check off.',
      ),
      error,
    );
  }
  if (responses.test(code)) {
    return finalError(
      data(
        'HTTP_RESPONSE_INVALID',
        `${target}: the answer is no valid HTTP (${detail})`,
        'Check that this is a web server.',
      ),
      error,
    );
  }
  if (code === 'UND_ERR_INVALID_ARG') {
    return finalError(
      data(
        'HTTP_REQUEST_INVALID',
        `${target}: ${detail}`,
        'Check the settings of the request.',
        'user',
      ),
      error,
    );
  }
  return retryableError(
    data(
      'HTTP_CONNECTION',
      `${target}: no connection (${detail})`,
      'Check that the server runs and can be reached.',
    ),
    error,
  );
}

/** undici and Node wrap the reason: of several attempts at several addresses the first counts. */
function innermost(error: Error): { code: string; detail: string } {
  const inner: unknown =
    error instanceof AggregateError
      ? error.errors[0]
      : error.cause instanceof Error
        ? error.cause
        : undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // undici leaves out the code when the very first line is wrong.
  if (error.name === 'HTTPParserError') return { code: 'HPE_INVALID', detail: error.message };
  if (
    inner instanceof Error &&
    (code === '' || code === 'UND_ERR_SOCKET' || error instanceof AggregateError)
  ) {
    return innermost(inner);
  }
  return { code, detail: error.message || code || error.name };
}

const retryableStatuses = new Set([408, 425, 429]);

/** Seconds or a date; longer than a day is not believed. */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), 86_400_000) : undefined;
}

export interface FailedResponse {
  readonly method: string;
  readonly url: URL;
  readonly status: number;
  readonly statusText: string;
  readonly retryAfter: string | undefined;
  /** The beginning of the body, for people. */
  readonly excerpt: string;
  readonly now: number;
}

/** The server said no. 408, 425, 429 and 5xx are worth another try. */
export function statusError(response: FailedResponse): StepError {
  const { status, statusText, excerpt } = response;
  const said = `${status} ${statusText}`.trim();
  const error: AppErrorData = {
    code: 'HTTP_STATUS',
    kind: 'operational',
    message: `${response.method} ${shownUrl(response.url)} answered ${said}`,
    hint: statusHint(status),
    details: { status, body: excerpt },
  };
  if (status < 500 && !retryableStatuses.has(status)) return finalError(error);
  const wait = retryAfter(response.retryAfter, response.now);
  if (wait === undefined) return retryableError(error);
  return new StepError(error, { type: 'retry-after', milliseconds: wait });
}

function statusHint(status: number): string {
  if (status === 401 || status === 403) return 'Check the authentication and what it may do.';
  if (status === 404 || status === 410) return 'Check the address.';
  if (status === 429) return 'The server wants fewer requests: give the step a retry.';
  if (status >= 500) return 'The server has a problem: give the step a retry, or try again later.';
  return 'See the body for what the server did not like; `failOn` says which statuses are errors.';
}

export function data(
  code: string,
  message: string,
  hint: string,
  kind: AppErrorData['kind'] = 'operational',
): AppErrorData {
  return { code, kind, message, hint };
}
