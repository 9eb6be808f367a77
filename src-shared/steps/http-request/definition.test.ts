import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../lib/json';
import { checkConfig } from '../check-config';
import { httpRequest } from './definition';

const url = 'https://api.example.com/orders?x=1';
const codes = (config: JsonObject) =>
  checkConfig(httpRequest, config).map(({ code, path }) => [code, path[0]]);

describe('httpRequest', () => {
  it('shows the method and the address', () => {
    expect(httpRequest.summary({ method: 'post', url })).toBe('POST api.example.com/orders?x=1');
    expect(httpRequest.summary({ url: '{{ input.url }}' })).toBe('GET input.url');
    expect(httpRequest.summary({})).toBe('GET no address yet');
  });

  it('is unsafe unless it only reads', () => {
    expect(httpRequest.effects({})).toBe('idempotent');
    expect(httpRequest.effects({ method: 'HEAD' })).toBe('idempotent');
    for (const method of ['POST', 'PUT', 'DELETE', '{{ input.method }}']) {
      expect(httpRequest.effects({ method }), method).toBe('unsafe');
    }
  });

  it('reports what is missing, and a body that would not be sent', () => {
    expect(codes({})).toEqual([['SETTING_MISSING', 'url']]);
    expect(codes({ url, auth: 'basic', username: 'me' })).toEqual([
      ['SETTING_MISSING', 'password'],
    ]);
    expect(codes({ url, bodyType: 'text' })).toEqual([['SETTING_MISSING', 'text']]);
    expect(codes({ url, bodyType: 'form', form: {}, body: {} })).toEqual([
      ['HTTP_BODY_UNUSED', 'body'],
    ]);
    expect(codes({ url, method: 'POST', body: { a: '{{ input }}' } })).toEqual([]);
  });

  it('reports settings of the wrong kind, unless they are bound', () => {
    expect(codes({ url: 'example.com' })).toEqual([['HTTP_URL', 'url']]);
    expect(codes({ url, maxRedirects: 99, failOn: 'always' })).toEqual([
      ['SETTING_INVALID', 'failOn'],
      ['SETTING_INVALID', 'maxRedirects'],
    ]);
    expect(codes({ url: '{{ input.url }}', maxRedirects: '{{ input.n }}' })).toEqual([]);
    expect(codes({ url, adress: 'x' })).toEqual([['SETTING_UNKNOWN', 'adress']]);
  });

  it('shows only the settings of the chosen body and authentication', () => {
    const visible = (config: JsonObject) =>
      Object.entries(httpRequest.form)
        .filter(([, field]) => field.visibleWhen?.(config) === true)
        .map(([key]) => key);
    expect(visible({ url })).toEqual([]);
    expect(visible({ url, auth: 'bearer', body: 1 })).toEqual(['token', 'body']);
    expect(visible({ url, auth: 'api-key', bodyType: 'file' })).toEqual([
      'keyName',
      'keyValue',
      'keyIn',
      'file',
    ]);
  });
});
