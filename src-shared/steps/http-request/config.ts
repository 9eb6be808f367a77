import { z } from 'zod';
import { anyValue, duration, secretableText } from '../lib/setting-schemas';

export const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
export const bodyTypes = ['none', 'json', 'text', 'form', 'multipart', 'file'] as const;

/** Methods that only read: safe to repeat, and their requests carry no idempotency key. */
export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

const scalar = z.union([secretableText(), z.boolean(), z.null()], {
  error: 'must be text, a number, true or false',
});
const scalarOrList = z.union([scalar, z.array(scalar)], {
  error: 'must be text, a number, true or false, or a list of these',
});

const part = z.object({
  name: z.string().min(1, { error: 'must not be empty' }).meta({ title: 'Name' }),
  value: scalar.optional().meta({ title: 'Value' }),
  file: z.string().optional().meta({ title: 'File', description: 'A path, instead of a value.' }),
  contentType: z.string().optional().meta({ title: 'Content type' }),
});

export const httpRequestConfig = z.object({
  method: z
    .preprocess(
      (value) => (typeof value === 'string' ? value.toUpperCase() : value),
      z.enum(httpMethods),
    )
    .default('GET')
    .meta({ title: 'Method', enum: [...httpMethods] }),
  url: z
    .string({ error: 'must be an address such as https://api.example.com/orders' })
    .min(1, { error: 'is required: an address such as https://api.example.com/orders' })
    .meta({ title: 'URL', description: 'http:// or https://.' }),
  query: z
    .record(z.string(), scalarOrList)
    .optional()
    .meta({ title: 'Query', description: 'Added to the URL; a list repeats the name.' }),
  headers: z.record(z.string(), scalarOrList).optional().meta({ title: 'Headers' }),
  auth: z
    .enum(['none', 'basic', 'bearer', 'api-key'])
    .default('none')
    .meta({ title: 'Authentication' }),
  username: secretableText().optional().meta({ title: 'User name' }),
  password: secretableText().optional().meta({ title: 'Password' }),
  token: secretableText().optional().meta({ title: 'Token' }),
  keyName: z.string().optional().meta({ title: 'Key name', description: 'Such as X-Api-Key.' }),
  keyValue: secretableText().optional().meta({ title: 'Key' }),
  keyIn: z.enum(['header', 'query']).default('header').meta({ title: 'Key goes into' }),
  bodyType: z
    .enum(bodyTypes)
    .optional()
    .meta({ title: 'Body', description: 'Without it: JSON when there is a body, else none.' }),
  body: anyValue().optional().meta({ title: 'JSON', description: 'Sent as JSON.' }),
  text: secretableText().optional().meta({ title: 'Text', description: 'Sent as it is.' }),
  form: z
    .record(z.string(), scalarOrList)
    .optional()
    .meta({ title: 'Form fields', description: 'Sent as application/x-www-form-urlencoded.' }),
  parts: z
    .array(part)
    .optional()
    .meta({ title: 'Parts', description: 'Fields and files, sent as multipart/form-data.' }),
  file: z
    .string()
    .optional()
    .meta({ title: 'File', description: 'Sent byte by byte, without reading it whole.' }),
  contentType: z
    .string()
    .optional()
    .meta({ title: 'Content type', description: 'Of the body, when the usual one is wrong.' }),
  responseType: z.enum(['auto', 'json', 'text', 'binary']).default('auto').meta({
    title: 'Read the response as',
    description: 'auto: by its content type. binary: as base64.',
  }),
  failOn: z.enum(['error-status', 'server-error', 'never']).default('error-status').meta({
    title: 'Fail on',
    description: 'error-status: 400 and above; server-error: 500 and above; never.',
  }),
  followRedirects: z.boolean().default(true).meta({ title: 'Follow redirects' }),
  maxRedirects: z
    .int({ error: 'must be a whole number from 0 to 20' })
    .min(0, { error: 'must be a whole number from 0 to 20' })
    .max(20, { error: 'must be a whole number from 0 to 20' })
    .default(5)
    .meta({ title: 'Redirects at most' }),
  responseTimeout: duration().default('30s').meta({
    title: 'Silence at most',
    description: 'How long the server may say nothing. The whole step has its own time limit.',
  }),
  verifyCertificate: z.boolean().default(true).meta({
    title: 'Check the certificate',
    description: 'Turn off only for a server of your own with a self-signed certificate.',
  }),
});
export type HttpRequestConfig = z.infer<typeof httpRequestConfig>;
export type HttpBodyType = (typeof bodyTypes)[number];

/** Which setting holds the body of each type. */
export const bodyKeys = {
  json: 'body',
  text: 'text',
  form: 'form',
  multipart: 'parts',
  file: 'file',
} as const satisfies Record<Exclude<HttpBodyType, 'none'>, keyof HttpRequestConfig>;

/** The type of the body that is sent; `body: …` alone means JSON. */
export function bodyTypeOf(config: {
  readonly bodyType?: unknown;
  readonly body?: unknown;
}): HttpBodyType {
  const type = bodyTypes.find((known) => known === config.bodyType);
  return type ?? (config.body === undefined ? 'none' : 'json');
}
