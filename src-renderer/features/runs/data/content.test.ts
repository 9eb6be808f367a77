import type { JsonValue } from '@shared/lib/json';
import { describe, expect, it } from 'vitest';
import { byteLength, bytesOf, contentOf, toBase64 } from './content';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ';
const bytes = toBase64(new Uint8Array([1, 2, 3, 250, 251, 252, 253, 254, 255]));

function response(type: string, body: string): JsonValue {
  return { status: 200, headers: { 'Content-Type': type }, body };
}

describe('contentOf', () => {
  const cases: readonly [string, JsonValue, string | null][] = [
    ['plain words', 'Hello', null],
    ['a number', 12, null],
    ['an object', { html: '<html></html>' }, null],
    ['a list', ['<html></html>'], null],
    ['a page', '<!DOCTYPE html><p>Hi</p>', 'html text/html'],
    ['a page after a comment', '<!-- made --> <html lang="en">', 'html text/html'],
    ['words about <html>', 'Use <html> first', null],
    ['a picture as a data address', `data:image/png;base64,${png}`, 'image image/png'],
    ['a drawing as a data address', 'data:image/svg+xml,%3Csvg/%3E', 'image image/svg+xml'],
    [
      'a page as a data address',
      `data:text/html;charset=utf-8;base64,${btoa('<p>x</p>')}`,
      'html text/html',
    ],
    ['a text as a data address', 'data:text/plain,hello', null],
    ['a broken data address', 'data:image/png;base64,???', null],
    [
      'bytes as a data address',
      `data:application/x-tar;base64,${bytes}`,
      'binary application/x-tar',
    ],
    ['base64 that begins like a picture', png, 'image image/png'],
    ['base64 that begins like an archive', 'UEsDBBQAAAAIAAAA', 'binary application/zip'],
    ['a short word that begins like one', '/9j/', null],
    ['a page from a request', response('text/html; charset=utf-8', '<p>x'), 'html text/html'],
    ['a picture from a request', response('image/gif', bytes), 'image image/gif'],
    ['a drawing from a request', response('image/svg+xml', '<svg/>'), 'image image/svg+xml'],
    [
      'bytes from a request',
      response('application/octet-stream', bytes),
      'binary application/octet-stream',
    ],
    ['JSON from a request', response('application/problem+json', 'abcd'), null],
    ['CSV from a request', response('text/csv', 'abcd'), null],
  ];

  it.each(cases)('of %s', (_name, value, wanted) => {
    const content = contentOf(value);
    expect(content && `${content.kind} ${content.type}`).toBe(wanted);
  });

  it('gives the page and the bytes themselves', () => {
    expect(contentOf('data:text/html,%3Cp%3EHi')).toMatchObject({ text: '<p>Hi' });
    const content = contentOf(response('application/octet-stream', bytes));
    expect(content?.kind === 'binary' && [...bytesOf(content.base64)]).toEqual([
      1, 2, 3, 250, 251, 252, 253, 254, 255,
    ]);
    expect([byteLength(bytes), byteLength('AA=='), byteLength('AAA=')]).toEqual([9, 1, 2]);
  });
});
