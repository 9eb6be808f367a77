import type { JsonObject } from '../../lib/json';
import { defineStep, type ConfigProblem, type FormField } from '../define-step';
import { hasBinding } from '../lib/infer-schema';
import { shown } from '../lib/shown';
import { bodyKeys, bodyTypeOf, httpRequestConfig, safeMethods } from './config';
import { docs } from './docs';

const onBody = (type: string) => (config: JsonObject) => bodyTypeOf(config) === type;
const onAuth = (type: string) => (config: JsonObject) => config['auth'] === type;

const form: Readonly<Record<string, FormField>> = {
  method: { widget: 'select', group: 'Request' },
  url: { widget: 'text', group: 'Request', placeholder: 'https://api.example.com/orders' },
  query: { widget: 'key-value', group: 'Request' },
  headers: { widget: 'key-value', group: 'Request' },
  auth: { widget: 'select', group: 'Authentication' },
  username: { widget: 'text', group: 'Authentication', visibleWhen: onAuth('basic') },
  password: { widget: 'secret', group: 'Authentication', visibleWhen: onAuth('basic') },
  token: { widget: 'secret', group: 'Authentication', visibleWhen: onAuth('bearer') },
  keyName: { widget: 'text', group: 'Authentication', visibleWhen: onAuth('api-key') },
  keyValue: { widget: 'secret', group: 'Authentication', visibleWhen: onAuth('api-key') },
  keyIn: { widget: 'select', group: 'Authentication', visibleWhen: onAuth('api-key') },
  bodyType: { widget: 'select', group: 'Body' },
  body: { widget: 'json', group: 'Body', visibleWhen: onBody('json') },
  text: { widget: 'multiline', group: 'Body', visibleWhen: onBody('text') },
  form: { widget: 'key-value', group: 'Body', visibleWhen: onBody('form') },
  parts: { widget: 'list', group: 'Body', visibleWhen: onBody('multipart') },
  file: { widget: 'file-open', group: 'Body', visibleWhen: onBody('file') },
  contentType: { widget: 'text', group: 'Body', advanced: true },
  responseType: { widget: 'select', group: 'Response' },
  failOn: { widget: 'select', group: 'Response' },
  followRedirects: { widget: 'switch', group: 'Response', advanced: true },
  maxRedirects: { widget: 'number', group: 'Response', advanced: true },
  responseTimeout: { widget: 'duration', group: 'Response', advanced: true },
  verifyCertificate: { widget: 'switch', group: 'Response', advanced: true },
};

export const httpRequest = defineStep({
  kind: 'http-request',
  version: 1,
  title: 'HTTP request',
  description: 'Calls a web API, or gets a page or a file.',
  icon: 'globe',
  category: 'integration',
  keywords: ['api', 'rest', 'fetch', 'get', 'post', 'url', 'web', 'download', 'upload', 'webhook'],
  config: httpRequestConfig,
  defaults: { method: 'GET', url: 'https://example.com' },
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] }),
  effects: (config) => (safeMethods.has(methodOf(config)) ? 'idempotent' : 'unsafe'),
  form,
  summary: (config) => {
    const url = shown(config['url'], 'no address yet').replace(/^https?:\/\//, '');
    return `${methodOf(config)} ${url}`;
  },
  outputSchema: (config) => ({
    type: 'object',
    properties: {
      status: { type: 'integer' },
      statusText: { type: 'string' },
      headers: { type: 'object', additionalProperties: {} },
      body: bodySchema(config),
      url: { type: 'string', description: 'Where the response came from, after redirects.' },
      duration: { type: 'number', description: 'Milliseconds.' },
    },
    required: ['status', 'statusText', 'headers', 'body', 'url', 'duration'],
  }),
  lazy: [],
  verbatim: [],
  timeout: 60_000,
  check,
  docs,
});

/** A method that is only known when the step runs is treated as one that writes. */
function methodOf(config: JsonObject): string {
  const method = config['method'] ?? 'GET';
  return hasBinding(method) ? shown(method, 'GET', 20) : String(method).toUpperCase();
}

function bodySchema(config: JsonObject): JsonObject {
  const type = config['responseType'];
  return type === 'text' || type === 'binary' ? { type: 'string' } : {};
}

function check(config: JsonObject): ConfigProblem[] {
  return [...urlProblems(config), ...authProblems(config), ...bodyProblems(config)];
}

function urlProblems(config: JsonObject): ConfigProblem[] {
  const url = config['url'];
  if (typeof url !== 'string' || url === '' || hasBinding(url)) return [];
  if (/^https?:\/\/[^/\s?#]+/i.test(url)) return [];
  const message = `"${url}" is no web address; begin with https:// or http://`;
  return [{ code: 'HTTP_URL', severity: 'error', message, path: ['url'] }];
}

const neededBy: Readonly<Record<string, readonly string[]>> = {
  basic: ['username', 'password'],
  bearer: ['token'],
  'api-key': ['keyName', 'keyValue'],
};

function authProblems(config: JsonObject): ConfigProblem[] {
  const auth = String(config['auth'] ?? 'none');
  return (neededBy[auth] ?? [])
    .filter((key) => config[key] === undefined || config[key] === '')
    .map((key) => ({
      code: 'SETTING_MISSING',
      severity: 'error',
      message: `${key} is required for ${auth} authentication`,
      path: [key],
    }));
}

/** A body that would silently not be sent, or is missing. */
function bodyProblems(config: JsonObject): ConfigProblem[] {
  const type = bodyTypeOf(config);
  const used = type === 'none' ? undefined : bodyKeys[type];
  const problems: ConfigProblem[] = Object.entries(bodyKeys)
    .filter(([, key]) => key !== used && config[key] !== undefined)
    .map(([other, key]) => ({
      code: 'HTTP_BODY_UNUSED',
      severity: 'warning',
      message: `${key} is not sent: the body is ${type}; set bodyType to ${other} to send it`,
      path: [key],
    }));
  if (used !== undefined && config[used] === undefined) {
    const message = `${used} is required for a ${type} body`;
    problems.push({ code: 'SETTING_MISSING', severity: 'error', message, path: [used] });
  }
  return problems;
}
