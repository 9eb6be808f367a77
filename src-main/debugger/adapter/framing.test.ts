import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameReader, messageLimit, toFrame } from './framing';

function read(chunks: readonly Buffer[]) {
  const messages: unknown[] = [];
  const problems: string[] = [];
  const reader = createFrameReader({
    message: (message) => void messages.push(message),
    problem: (what) => void problems.push(what),
  });
  for (const chunk of chunks) reader.push(chunk);
  return { messages, problems };
}

const frame = (body: string, header = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`) =>
  Buffer.from(header + body);

describe('createFrameReader', () => {
  it('gives the same messages however they are cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (values, sizes) => {
          const sent = values.map((value) => ({ seq: 1, text: 'ä€𝄞', value }));
          const bytes = Buffer.concat(sent.map(toFrame));
          const chunks: Buffer[] = [];
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            chunks.push(bytes.subarray(at, at + size));
            at += size;
          }
          expect(read(chunks)).toEqual({
            messages: JSON.parse(JSON.stringify(sent)),
            problems: [],
          });
        },
      ),
    );
  });

  it('takes other headers and other ways to write them', () => {
    const body = '{"seq":1}';
    const header = `Content-Type: application/vscode-jsonrpc\r\ncontent-length:  ${body.length}\r\n\r\n`;
    expect(read([frame(body, header)]).messages).toEqual([{ seq: 1 }]);
  });

  it.each([
    ['a body that is no JSON', frame('{"seq":'), 'no JSON'],
    ['an empty body', frame(''), 'no JSON'],
    ['a header without a length', frame('', 'X: 1\r\n\r\n'), 'without a Content-Length'],
    [
      'a length that is no number',
      frame('', 'Content-Length: ten\r\n\r\n'),
      'without a Content-Length',
    ],
    ['a negative length', frame('', 'Content-Length: -5\r\n\r\n'), 'without a Content-Length'],
    ['rubbish', Buffer.from('hello there '.repeat(1_000)), 'without an end'],
  ])('tells of %s and goes on', (_what, bytes, problem) => {
    const { messages, problems } = read([bytes, toFrame({ seq: 2 })]);
    expect(problems[0]).toContain(problem);
    expect(messages).toEqual([{ seq: 2 }]);
  });

  it('does not keep a message that is too large', () => {
    const header = Buffer.from(`Content-Length: ${messageLimit + 10}\r\n\r\n`);
    const piece = Buffer.alloc(1_000_000, 'x');
    const pieces = Array.from(
      { length: Math.floor((messageLimit + 10) / piece.length) },
      () => piece,
    );
    const rest = Buffer.alloc((messageLimit + 10) % piece.length, 'x');
    const { messages, problems } = read([header, ...pieces, rest, toFrame({ seq: 3 })]);
    expect(problems).toHaveLength(1);
    expect(messages).toEqual([{ seq: 3 }]);
  });
});
