import { z } from 'zod';
import type { JsonObject, JsonValue } from '../../lib/json';
import { isJsonObject } from '../../lib/json';
import { parseDuration } from '../../lib/duration';
import { defineStep, type ConfigProblem } from '../define-step';
import { hasBinding } from '../lib/infer-schema';
import { anyValue } from '../lib/setting-schemas';
import { shown } from '../lib/shown';
import { docs } from './docs';

const text = () => z.string({ error: 'must be text' });

export const approvalConfig = z.object({
  title: text()
    .min(1, { error: 'is required: what is to be approved' })
    .max(500, { error: 'must have at most 500 characters' })
    .meta({ title: 'Title', description: 'What is to be approved, in one line.' }),
  message: text()
    .max(20_000, { error: 'must have at most 20,000 characters' })
    .optional()
    .meta({ title: 'Message', description: 'What a person needs to know to decide.' }),
  form: z
    .custom<JsonObject>((value) => isJsonObject(value as JsonValue), {
      error: 'must be a JSON Schema of type object',
    })
    .optional()
    .meta({
      title: 'Form',
      type: 'object',
      description: 'JSON Schema of what the person fills in.',
    }),
  assignee: text()
    .max(200, { error: 'must have at most 200 characters' })
    .optional()
    .meta({ title: 'For whom', description: 'A name or an address; shown, not checked.' }),
  deadline: text()
    .optional()
    .meta({ title: 'Deadline', description: 'A duration such as 2d, or a date and time.' }),
  default: z.enum(['approve', 'reject', 'fail']).default('fail').meta({
    title: 'After the deadline',
    description: 'approve, reject, or fail the step.',
  }),
  defaultData: anyValue()
    .optional()
    .meta({ title: 'Data then', description: 'Stands for what nobody filled in.' }),
});
export type ApprovalConfig = z.infer<typeof approvalConfig>;

export const approval = defineStep({
  kind: 'approval',
  version: 1,
  title: 'Approval',
  description: 'Waits for a person to approve or reject, with a form if you like.',
  icon: 'user-check',
  category: 'flow',
  keywords: ['human', 'person', 'review', 'confirm', 'form', 'sign', 'reject', 'manual'],
  config: approvalConfig,
  defaults: { title: 'Please approve' },
  ports: () => ({
    inputs: [{ name: 'in' }],
    outputs: [
      { name: 'approved', label: 'Approved' },
      { name: 'rejected', label: 'Rejected' },
    ],
  }),
  effects: () => 'pure',
  form: {
    title: { widget: 'text', placeholder: 'Pay invoice {{ input.number }}?' },
    message: { widget: 'multiline' },
    form: { widget: 'json-schema' },
    assignee: { widget: 'text', placeholder: 'accounting@example.com' },
    deadline: { widget: 'date-time', placeholder: '2d' },
    default: { widget: 'select', visibleWhen: hasDeadline },
    defaultData: {
      widget: 'json',
      visibleWhen: (config) => hasDeadline(config) && config['default'] !== 'fail',
    },
  },
  summary: (config) => shown(config['title'], 'No title yet'),
  outputSchema: (config) => ({
    type: 'object',
    properties: {
      approved: { type: 'boolean' },
      data: dataSchema(config),
      by: { type: ['string', 'null'] },
      comment: { type: ['string', 'null'] },
      time: { type: 'string', format: 'date-time' },
      timedOut: { type: 'boolean' },
    },
    required: ['approved', 'data', 'by', 'comment', 'time', 'timedOut'],
  }),
  lazy: [],
  verbatim: [],
  expectsAllOutputs: true,
  check,
  docs,
});

function hasDeadline(config: JsonObject): boolean {
  return config['deadline'] !== undefined;
}

/** What is filled in; null when somebody rejects without filling anything in. */
function dataSchema({ form }: JsonObject): JsonObject {
  return form !== undefined && isJsonObject(form) ? { anyOf: [form, { type: 'null' }] } : {};
}

function check(config: JsonObject): ConfigProblem[] {
  const { deadline } = config;
  if (typeof deadline !== 'string' || hasBinding(deadline)) return [];
  if (parseDuration(deadline) !== undefined || !Number.isNaN(Date.parse(deadline))) return [];
  const message = `"${deadline}" is neither a duration such as 2d nor a date such as 2027-01-31T09:00:00Z`;
  return [{ code: 'DATE_INVALID', severity: 'error', message, path: ['deadline'] }];
}
