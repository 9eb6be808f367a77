import { createServer as createTlsServer } from 'node:https';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecretRef, SecretText } from '@shared/expressions/types';
import type { HttpRequestConfig } from '@shared/steps/http-request/config';
import { createTestContext, type TestContextOptions } from '../lib/test-context';
import { createHttpRequestRunner } from './run';
import { certificate, privateKey } from './test-certificate';

type Handler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

const servers: Server[] = [];
let folder = '';
let base = '';
let other = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepwell-http-'));
  await writeFile(join(folder, 'upload.bin'), Buffer.from([1, 2, 3, 255]));
  base = `http://127.0.0.1:${await listen(createServer(withBody(handle)))}`;
  other = `http://127.0.0.1:${await listen(createServer(withBody(handle)))}`;
});
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true });
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

function withBody(handler: Handler) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => handler(request, response, Buffer.concat(chunks)));
  };
}

/** `/echo` tells what arrived; `/send?type=…&body=…&status=…&encoding=…` answers as told. */
function handle(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const url = new URL(request.url ?? '/', 'http://x');
  const asked = (name: string) => url.searchParams.get(name) ?? '';
  if (url.pathname === '/echo') {
    response.setHeader('content-type', 'application/json');
    const { method, headers } = request;
    response.end(
      JSON.stringify({ method, url: request.url, headers, body: body.toString('latin1') }),
    );
  } else if (url.pathname === '/to') {
    response.writeHead(Number(asked('status')), { location: asked('location') });
    response.end('moved');
  } else if (url.pathname === '/bomb') {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/plain' });
    response.end(gzipSync(Buffer.alloc(60 * 1024 * 1024)));
  } else if (url.pathname === '/endless') {
    const chunk = Buffer.alloc(1024 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  } else if (url.pathname === '/silent') {
    if (asked('headers')) response.write('a');
  } else {
    const packed = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };
    const encoding = asked('encoding') as keyof typeof packed | '';
    const content = Buffer.from(asked('body'));
    response.statusCode = Number(asked('status') || 200);
    if (asked('type')) response.setHeader('content-type', asked('type'));
    if (asked('retry-after')) response.setHeader('retry-after', asked('retry-after'));
    if (encoding) response.setHeader('content-encoding', encoding);
    response.setHeader('set-cookie', ['a=1', 'b=2']);
    response.end(encoding ? packed[encoding](content) : content);
  }
}

const run = createHttpRequestRunner({ baseFolder: '/', userAgent: 'Stepwell/test' });

async function send(config: Record<string, unknown>, options: TestContextOptions = {}) {
  const context = createTestContext<HttpRequestConfig>('http-request', config, {
    folder,
    secrets: { token: 's3cret' },
    ...options,
  });
  const { output } = await run(context);
  return output as {
    status: number;
    body: Record<string, never> & { headers: Record<string, string>; body: string; url: string };
    headers: Record<string, unknown>;
    url: string;
  };
}

const query = (path: string, values: Record<string, string>) =>
  `${base}${path}?${new URLSearchParams(values).toString()}`;

describe('createHttpRequestRunner: the request', () => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('sends %s', async (method) => {
    const { body } = await send({ method, url: `${base}/echo` });
    expect(body).toMatchObject({ method, url: '/echo' });
    const writes = !['GET', 'OPTIONS'].includes(method);
    expect(body.headers['idempotency-key']).toBe(writes ? 'run-1/step/1' : undefined);
    expect(body.headers['user-agent']).toBe('Stepwell/test');
  });

  it('sends HEAD and gives no body', async () => {
    expect(await send({ method: 'head', url: `${base}/echo` })).toMatchObject({
      status: 200,
      body: null,
    });
  });

  it('adds the query and headers, with lists and secrets', async () => {
    const { body, url } = await send({
      url: `${base}/echo?a=0`,
      query: { a: [1, 'ä&'], b: true, none: null, key: new SecretRef('token') },
      headers: {
        'X-Text': new SecretText(['<', new SecretRef('token'), '>']),
        'X-List': ['1', '2'],
      },
    });
    expect(body.url).toBe('/echo?a=0&a=1&a=%C3%A4%26&b=true&key=s3cret');
    expect(url).not.toContain('s3cret');
    expect(body.headers).toMatchObject({ 'x-text': '<s3cret>', 'x-list': '1, 2' });
  });

  it.each([
    [{ body: { a: [1, null] } }, 'application/json', '{"a":[1,null]}'],
    [{ body: { t: new SecretRef('token') } }, 'application/json', '{"t":"s3cret"}'],
    [{ bodyType: 'text', text: 'plain' }, 'text/plain; charset=utf-8', 'plain'],
    [{ bodyType: 'text', text: '<a/>', contentType: 'application/xml' }, 'application/xml', '<a/>'],
    [
      { bodyType: 'form', form: { a: 'x y', b: [1, 2] } },
      'application/x-www-form-urlencoded;charset=UTF-8',
      'a=x+y&b=1&b=2',
    ],
    [{ bodyType: 'file', file: 'upload.bin' }, 'application/octet-stream', '\x01\x02\x03\xff'],
  ])('sends the body of %j', async (config, contentType, expected) => {
    const { body } = await send({ method: 'POST', url: `${base}/echo`, ...config });
    expect(body.headers['content-type']).toBe(contentType);
    expect(body.headers['content-length']).toBe(String(expected.length));
    expect(body.body).toBe(expected);
  });

  it('sends fields and files as multipart', async () => {
    const { body } = await send({
      method: 'POST',
      url: `${base}/echo`,
      bodyType: 'multipart',
      parts: [
        { name: 'title', value: 'x' },
        { name: 'meta', value: '{}', contentType: 'application/json' },
        { name: 'file', file: 'upload.bin', contentType: 'image/png' },
      ],
    });
    expect(body.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body.body).toMatch(/name="title"\r\n\r\nx\r\n/);
    expect(body.body).toMatch(/name="meta".*\r\nContent-Type: application\/json\r\n\r\n\{\}/);
    expect(body.body).toContain(
      'filename="upload.bin"\r\nContent-Type: image/png\r\n\r\n\x01\x02\x03\xff',
    );
  });

  it('authenticates', async () => {
    const authorization = async (config: object) =>
      (await send({ url: `${base}/echo`, ...config })).body.headers['authorization'];
    const basic = `Basic ${Buffer.from('me:s3cret').toString('base64')}`;
    expect(
      await authorization({ auth: 'basic', username: 'me', password: new SecretRef('token') }),
    ).toBe(basic);
    expect(await authorization({ auth: 'bearer', token: new SecretRef('token') })).toBe(
      'Bearer s3cret',
    );
    expect(await authorization({ url: base.replace('//', '//me:s3cret@') + '/echo' })).toBe(basic);
    const key = { auth: 'api-key', keyName: 'X-Key', keyValue: new SecretRef('token') };
    expect((await send({ url: `${base}/echo`, ...key })).body.headers['x-key']).toBe('s3cret');
    const inQuery = await send({ url: `${base}/echo`, ...key, keyIn: 'query' });
    expect(inQuery.body.url).toBe('/echo?X-Key=s3cret');
    expect(inQuery.url).toBe(`${base}/echo?X-Key=***`);
  });

  it.each([
    [{ headers: { 'X-A': 'a\r\nX-B: b' } }, 'HTTP_HEADER_INVALID'],
    [{ headers: { 'X A': 'a' } }, 'HTTP_HEADER_INVALID'],
    [{ headers: { 'X-A': '→' } }, 'HTTP_HEADER_INVALID'],
    [{ headers: { 'Content-Length': '1' } }, 'HTTP_HEADER_INVALID'],
    [{ auth: 'bearer', token: 'a\nb' }, 'HTTP_HEADER_INVALID'],
    [{ url: 'file:///etc/passwd' }, 'HTTP_URL'],
    [{ url: 'nonsense' }, 'HTTP_URL'],
    [{ bodyType: 'file', file: 'missing', method: 'POST' }, 'FILE_GONE'],
  ])('refuses %j before anything is sent', async (config, code) => {
    await expect(send({ url: `${base}/echo`, ...config })).rejects.toMatchObject({
      code,
      retry: { type: 'final' },
    });
  });
});

describe('createHttpRequestRunner: the response', () => {
  it.each([
    ['application/json', '{"a":1}', { a: 1 }],
    ['application/problem+json; charset=utf-8', '[1]', [1]],
    ['text/html', '<p>', '<p>'],
    ['application/xml', '<a/>', '<a/>'],
    ['', 'no type', 'no type'],
    ['image/png', 'png', Buffer.from('png').toString('base64')],
    ['application/json', '', null],
  ])('reads %s', async (type, body, expected) => {
    expect(await send({ url: query('/send', { type, body }) })).toMatchObject({
      status: 200,
      statusText: 'OK',
      body: expected,
    });
  });

  it('reads as told, whatever the content type says', async () => {
    const url = query('/send', { type: 'application/json', body: '[1]' });
    expect((await send({ url, responseType: 'text' })).body).toBe('[1]');
    expect((await send({ url, responseType: 'binary' })).body).toBe('WzFd');
    const html = query('/send', { type: 'text/html', body: '[1]' });
    expect((await send({ url: html, responseType: 'json' })).body).toEqual([1]);
  });

  it.each(['gzip', 'deflate', 'br'])('unpacks %s', async (encoding) => {
    const url = query('/send', { type: 'application/json', body: '{"a":"b"}', encoding });
    expect((await send({ url })).body).toEqual({ a: 'b' });
  });

  it('keeps headers that come several times as a list', async () => {
    const { headers } = await send({ url: query('/send', { body: 'x' }) });
    expect(headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });

  it('says when JSON is none', async () => {
    const url = query('/send', { type: 'application/json', body: '<html>' });
    await expect(send({ url })).rejects.toMatchObject({ code: 'HTTP_BODY_INVALID' });
  });

  it.each(['/bomb', '/endless'])('stops at the size limit of %s', async (path) => {
    await expect(send({ url: base + path })).rejects.toMatchObject({
      code: 'HTTP_BODY_TOO_LARGE',
      retry: { type: 'final' },
    });
  });
});

describe('createHttpRequestRunner: failing', () => {
  it.each([
    ['404', '', { type: 'final' }],
    ['429', '2', { type: 'retry-after', milliseconds: 2_000 }],
    [
      '503',
      new Date(Date.UTC(2027, 0, 1) + 5_000).toUTCString(),
      { type: 'retry-after', milliseconds: 5_000 },
    ],
    ['500', '', { type: 'retryable' }],
    ['408', 'soon', { type: 'retryable' }],
  ])('fails on %s with Retry-After "%s"', async (status, retryAfter, retry) => {
    const url = query('/send', { status, body: 'the reason', 'retry-after': retryAfter });
    await expect(send({ url })).rejects.toMatchObject({
      code: 'HTTP_STATUS',
      details: { status: Number(status), body: 'the reason' },
      retry,
    });
  });

  it('fails on as much as it is told', async () => {
    const bad = query('/send', { status: '404', body: 'x' });
    const worse = query('/send', { status: '500', body: 'x' });
    expect(await send({ url: bad, failOn: 'server-error' })).toMatchObject({
      status: 404,
      body: 'x',
    });
    await expect(send({ url: worse, failOn: 'server-error' })).rejects.toMatchObject({
      code: 'HTTP_STATUS',
    });
    expect(await send({ url: worse, failOn: 'never' })).toMatchObject({ status: 500 });
  });

  it('says that nobody answers, that the name is unknown, that the server is silent', async () => {
    const closed = createTcpServer();
    const port = await listen(closed);
    closed.close();
    await expect(send({ url: `http://127.0.0.1:${port}` })).rejects.toMatchObject({
      code: 'HTTP_CONNECTION',
      retry: { type: 'retryable' },
    });
    await expect(send({ url: 'http://no-such-name.invalid/' })).rejects.toMatchObject({
      code: 'HTTP_DNS',
      retry: { type: 'retryable' },
    });
    for (const path of ['/silent', '/silent?headers=1']) {
      await expect(
        send({ url: base + path, responseTimeout: '250ms' }),
        path,
      ).rejects.toMatchObject({
        code: 'HTTP_TIMEOUT',
        retry: { type: 'retryable' },
      });
    }
  });

  it('says that it is no web server', async () => {
    const port = await listen(
      createTcpServer((socket) => socket.once('data', () => socket.end('SSH-2.0-x\r\n'))),
    );
    await expect(send({ url: `http://127.0.0.1:${port}` })).rejects.toMatchObject({
      code: 'HTTP_RESPONSE_INVALID',
    });
  });

  it('refuses a certificate it does not know, unless told not to look', async () => {
    const server = createTlsServer({ cert: certificate, key: privateKey }, withBody(handle));
    const url = `https://127.0.0.1:${await listen(server)}/send?body=x`;
    await expect(send({ url })).rejects.toMatchObject({
      code: 'HTTP_TLS',
      retry: { type: 'final' },
    });
    expect(await send({ url, verifyCertificate: false })).toMatchObject({ body: 'x' });
  });

  it('stops at once when cancelled', async () => {
    const controller = new AbortController();
    const sending = send({ url: `${base}/silent` }, { signal: controller.signal });
    const socket = connect(Number(new URL(base).port), '127.0.0.1', () =>
      controller.abort(new Error('cancelled')),
    );
    const begun = performance.now();
    await expect(sending).rejects.toThrow('cancelled');
    expect(performance.now() - begun).toBeLessThan(1_000);
    socket.destroy();
  });
});

describe('createHttpRequestRunner: redirects', () => {
  const to = (status: number, location: string) =>
    query('/to', { status: String(status), location });

  it.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [307, 'POST', 'POST'],
    [308, 'PUT', 'PUT'],
    [301, 'GET', 'GET'],
  ])('after %i a %s becomes %s', async (status, method, expected) => {
    const config = {
      method,
      url: to(status, '/echo'),
      ...(method !== 'GET' && { body: { a: 1 } }),
    };
    const { body, url } = await send(config);
    expect(body).toMatchObject({ method: expected, body: expected === 'GET' ? '' : '{"a":1}' });
    expect(url).toBe(`${base}/echo`);
  });

  it('sends no credentials to another host', async () => {
    const config = {
      headers: { Cookie: 'a=1', 'X-Secret': new SecretRef('token'), 'X-Plain': 'p' },
      auth: 'bearer',
      token: 'abc',
    };
    const away = await send({ url: to(302, `${other}/echo`), ...config });
    expect(away.url).toBe(`${other}/echo`);
    expect(away.body.headers).toMatchObject({ 'x-plain': 'p' });
    for (const name of ['authorization', 'cookie', 'x-secret']) {
      expect(away.body.headers[name], name).toBeUndefined();
    }
    const here = await send({ url: to(302, '/echo'), ...config });
    expect(here.body.headers).toMatchObject({ authorization: 'Bearer abc', 'x-secret': 's3cret' });
  });

  it('stops after too many, at other kinds of addresses, and when told not to follow', async () => {
    const loop = `${base}/to?status=302&location=${encodeURIComponent('/to?status=302&location=/echo')}`;
    expect((await send({ url: loop, maxRedirects: 2 })).status).toBe(200);
    await expect(send({ url: loop, maxRedirects: 1 })).rejects.toMatchObject({
      code: 'HTTP_REDIRECT',
    });
    await expect(send({ url: to(302, 'file:///etc/passwd') })).rejects.toMatchObject({
      code: 'HTTP_REDIRECT',
    });
    expect(await send({ url: to(302, '/echo'), followRedirects: false })).toMatchObject({
      status: 302,
      headers: { location: '/echo' },
    });
  });
});
