import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FetchRequest } from '../../sandbox/types';
import { createPerformFetch } from './perform-fetch';

let server: Server;
let other: Server;
let address = '';
let otherAddress = '';
const perform = createPerformFetch('Stepwell/test');
const never = new AbortController().signal;

beforeAll(async () => {
  const listening = async (made: Server) => {
    made.listen(0, '127.0.0.1');
    await once(made, 'listening');
    return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  };
  other = createServer((request, response) => response.end(JSON.stringify(request.headers)));
  otherAddress = await listening(other);
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      routes[request.url ?? '']?.(response, `${request.method} ${body}`);
    });
  });
  address = await listening(server);
});
afterAll(() => {
  for (const each of [server, other]) {
    each.closeAllConnections();
    each.close();
  }
});

/** Somebody waits for an answer that does not come. */
const silent = Promise.withResolvers<void>();

const routes: Readonly<Record<string, (response: ServerResponse, said: string) => void>> = {
  '/echo': (response, said) => response.end(said),
  '/bytes': (response) => response.end(Buffer.from([0, 255, 128])),
  '/gzip': (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('unpacked')),
  '/bomb': (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(60 << 20))),
  '/empty': (response) => response.writeHead(204).end(),
  '/moved': (response) => response.writeHead(302, { location: '/echo' }).end(),
  '/kept': (response) => response.writeHead(307, { location: '/echo' }).end(),
  '/round': (response) => response.writeHead(302, { location: '/round' }).end(),
  '/away': (response) => response.writeHead(302, { location: `${otherAddress}/` }).end(),
  '/silent': () => silent.resolve(),
};

function ask(path: string, request: Partial<FetchRequest> = {}, signal = never) {
  return perform(
    { method: 'GET', url: address + path, headers: [], body: null, redirect: 'follow', ...request },
    signal,
  );
}

describe('createPerformFetch', () => {
  it('gives what came back as plain data', async () => {
    const body = { encoding: 'utf8', text: 'hällo' } as const;
    expect(await ask('/echo', { method: 'POST', body })).toMatchObject({
      status: 200,
      body: { encoding: 'utf8', text: 'POST hällo' },
      redirected: false,
      url: `${address}/echo`,
    });
    expect((await ask('/bytes')).body).toEqual({ encoding: 'base64', text: 'AP+A' });
    expect((await ask('/gzip')).body?.text).toBe('unpacked');
    expect(await ask('/empty')).toMatchObject({ status: 204, body: null });
  });

  it('follows redirects as browsers do, five at most', async () => {
    const post = { method: 'POST', body: { encoding: 'utf8', text: 'x' } } as const;
    expect(await ask('/moved', post)).toMatchObject({ redirected: true, body: { text: 'GET ' } });
    expect((await ask('/kept', post)).body?.text).toBe('POST x');
    expect(await ask('/moved', { redirect: 'manual' })).toMatchObject({ status: 302 });
    await expect(ask('/moved', { redirect: 'error' })).rejects.toMatchObject({
      code: 'HTTP_REDIRECT',
    });
    await expect(ask('/round')).rejects.toMatchObject({ code: 'HTTP_REDIRECT' });
  });

  it('keeps credentials with their host', async () => {
    const headers = [
      ['Authorization', 'Bearer x'],
      ['Cookie', 'a=1'],
      ['X-Other', '1'],
      ['Host', 'evil.test'],
    ] as const;
    const { body } = await ask('/away', { headers });
    const seen = JSON.parse(body?.text ?? '{}') as Record<string, string>;
    expect(seen).toMatchObject({ 'x-other': '1', 'user-agent': 'Stepwell/test' });
    expect(seen['host']).toBe(new URL(otherAddress).host);
    expect(seen).not.toHaveProperty('authorization');
    expect(seen).not.toHaveProperty('cookie');
  });

  it.each([
    ['/bomb', 'HTTP_BODY_TOO_LARGE'],
    ['http://127.0.0.1:1/', 'HTTP_CONNECTION'],
    ['file:///etc/passwd', 'HTTP_URL'],
  ])('refuses %s', async (path, code) => {
    const url = path.startsWith('/') ? address + path : path;
    await expect(ask('', { url })).rejects.toMatchObject({ code });
  });

  it('stops at once when it is given up', async () => {
    const controller = new AbortController();
    const asked = ask('/silent', {}, controller.signal);
    const givenUp = expect(asked).rejects.toThrow('enough');
    await silent.promise;
    controller.abort(new Error('enough'));
    await givenUp;
  });
});
