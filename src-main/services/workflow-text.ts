import { AppError } from '@shared/errors/app-error';
import { decodeWorkflowBytes } from './decode-workflow-bytes';
import { fileError, showPath } from './file-errors';

// Between a file's bytes and a workflow's text. What a file began with, it begins with after a
// save: an unchanged workflow gives the same bytes.

const utf8Mark = [0xef, 0xbb, 0xbf] as const;
const utf16Little = [0xff, 0xfe] as const;
const utf16Big = [0xfe, 0xff] as const;

/** The text of a workflow file's bytes; throws an error that names the file. */
export function decodeFile(bytes: Uint8Array, path: string): string {
  const decoded = decodeWorkflowBytes(bytes);
  if (!decoded.ok) {
    const { error } = decoded;
    const message = `${showPath(path)}: ${error.message.replace(/\.$/, '')}.`;
    throw new AppError({ ...error, message, details: { ...error.details, path } });
  }
  const { text } = decoded.value;
  if (text.trim() !== '') return text;
  const hint = 'Choose a workflow file: YAML text in UTF-8.';
  throw fileError('FILE_EMPTY', path, 'holds nothing but white space', hint);
}

/** The bytes of a text in the encoding that a file with this beginning has. */
export function encodeLike(beginning: Uint8Array, text: string): Buffer {
  if (startsWith(beginning, utf8Mark))
    return Buffer.concat([Buffer.from(utf8Mark), Buffer.from(text)]);
  if (startsWith(beginning, utf16Little)) return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (startsWith(beginning, utf16Big)) return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return Buffer.from(text);
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}
