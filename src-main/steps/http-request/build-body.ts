import { createReadStream, openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { FormData } from 'undici';
import {
  bodyTypeOf,
  type HttpBodyType,
  type HttpRequestConfig,
} from '@shared/steps/http-request/config';
import type { StepContext } from '../../engine/types';
import { fileError, notRegularError } from '../lib/file-errors';
import { resolveFilePath } from '../lib/file-path';
import { revealSecrets } from '../lib/reveal-secrets';
import { textOf } from './build-request';

export interface PreparedBody {
  readonly content: string | FormData | Readable | null;
  /** Undefined where the body brings its own (multipart) or has none. */
  readonly contentType?: string;
  readonly length?: number;
}

type Context = StepContext<HttpRequestConfig>;

/** Made anew for every request of a chain of redirects: a stream can be sent only once. */
export function buildBody(context: Context, baseFolder: string): Promise<PreparedBody> {
  return builders[bodyTypeOf(context.config)](context, baseFolder);
}

const builders: {
  readonly [T in HttpBodyType]: (context: Context, baseFolder: string) => Promise<PreparedBody>;
} = {
  none: async () => ({ content: null }),
  json: async (context) => ({
    content: JSON.stringify(await revealSecrets(context, context.config.body ?? null)),
    contentType: 'application/json',
  }),
  text: async (context) => ({
    content: await textOf(context, context.config.text ?? ''),
    contentType: 'text/plain; charset=utf-8',
  }),
  form: async (context) => {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(context.config.form ?? {})) {
      for (const item of Array.isArray(value) ? value : [value]) {
        form.append(name, await textOf(context, item));
      }
    }
    return {
      content: form.toString(),
      contentType: 'application/x-www-form-urlencoded;charset=UTF-8',
    };
  },
  multipart: async (context, baseFolder) => ({ content: await multipart(context, baseFolder) }),
  file: async (context, baseFolder) => {
    const path = resolveFilePath(context, baseFolder, context.config.file ?? '');
    const length = await sizeOf(path);
    return { content: createReadStream(path), contentType: 'application/octet-stream', length };
  },
};

async function multipart(context: Context, baseFolder: string): Promise<FormData> {
  const form = new FormData();
  for (const part of context.config.parts ?? []) {
    const type = part.contentType;
    if (part.file !== undefined) {
      const path = resolveFilePath(context, baseFolder, part.file);
      await sizeOf(path);
      const blob = await openAsBlob(path, { type: type ?? 'application/octet-stream' });
      form.append(part.name, blob, basename(path));
    } else {
      const text = await textOf(context, part.value ?? '');
      if (type === undefined) form.append(part.name, text);
      else form.append(part.name, new Blob([text], { type }));
    }
  }
  return form;
}

async function sizeOf(path: string): Promise<number> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) throw notRegularError(path);
    return stats.size;
  } catch (error) {
    throw fileError(error, path);
  }
}
