import type { JsonObject } from '@shared/lib/json';
import type { FormField } from '@shared/steps/define-step';
import type { WorkflowField } from '@shared/workflow/edit/workflow-edit';
import { defaultCurrency } from '@shared/runs/cost';
import { defaultSettings } from '@shared/workflow/model';
import type { FieldModel } from '../form/field-model';
import { formModel } from '../form/form-model';

// The workflow's own settings as a form of the same making as a step's.

const properties: Readonly<Record<WorkflowField, JsonObject>> = {
  name: { title: 'Name', type: 'string' },
  description: { title: 'Description', type: 'string' },
  input: {
    title: 'Input',
    description: 'What a run asks for. The run form, types and completion come from it.',
    type: 'object',
  },
  vars: {
    title: 'Variables',
    description: 'What `vars` holds when a run starts. A "Set variable" step changes one.',
    type: 'object',
    additionalProperties: {},
  },
  secrets: {
    title: 'Secrets',
    description: 'Names only. Whoever runs the workflow supplies the values.',
    type: 'array',
    items: { type: 'string' },
  },
  env: {
    title: 'Environment variables',
    description: 'Names that expressions may read as `env.NAME`.',
    type: 'array',
    items: { type: 'string' },
  },
  samples: {
    title: 'Sample inputs',
    description: 'Inputs that come with the file, to try it out.',
    type: 'array',
    items: {
      type: 'object',
      required: ['name', 'input'],
      properties: { name: { title: 'Name', type: 'string' }, input: { title: 'Input', type: [] } },
    },
  },
  settings: {
    title: 'Limits and rules',
    type: 'object',
    properties: {
      concurrency: {
        title: 'Steps at once',
        type: 'integer',
        default: defaultSettings.concurrency,
      },
      timeout: { title: 'Time limit of a step', type: ['string', 'integer'] },
      runTimeout: { title: 'Time limit of a run', type: ['string', 'integer'] },
      missing: {
        title: 'A missing key',
        enum: ['error', 'null', 'literal'],
        default: defaultSettings.missing,
      },
      currency: {
        title: 'Currency of costs',
        description: 'Three capital letters.',
        type: 'string',
        default: defaultCurrency,
      },
    },
  },
  result: {
    title: 'Result',
    description: 'What a run gives back. Empty: the output of its last step.',
  },
  output: {
    title: 'Output',
    description: 'What the result looks like.',
    type: 'object',
  },
};

const hints: Readonly<Record<WorkflowField, FormField>> = {
  name: {},
  description: { widget: 'multiline', placeholder: 'What it does, and for whom' },
  input: { widget: 'json-schema', group: 'Input' },
  samples: { widget: 'list', group: 'Input' },
  vars: { widget: 'key-value', group: 'Data' },
  secrets: { widget: 'list', group: 'Data' },
  env: { widget: 'list', group: 'Data' },
  settings: { group: 'Running' },
  result: { widget: 'json', group: 'Output' },
  output: { widget: 'json-schema', advanced: true },
};

export const workflowKeys = Object.keys(hints) as readonly WorkflowField[];

const missingLabels: Readonly<Record<string, string>> = {
  error: 'Is an error',
  null: 'Is null',
  literal: 'Leaves the binding as text',
};

/** The form of the workflow's settings. */
export const workflowFields: readonly FieldModel[] = formModel(
  { form: hints, verbatim: workflowKeys.filter((key) => key !== 'result'), lazy: [] },
  { type: 'object', required: ['name'], properties },
).map(dress);

function dress(field: FieldModel): FieldModel {
  if (field.key === 'samples' && field.item) {
    const fields = field.item.fields.map((member): FieldModel =>
      member.key === 'input' ? { ...member, widget: 'json', schema: {} } : member,
    );
    return { ...field, item: { ...field.item, fields } };
  }
  if (field.key !== 'settings') return field;
  return {
    ...field,
    fields: field.fields.map((member): FieldModel => {
      if (member.key === 'timeout' || member.key === 'runTimeout') {
        return { ...member, widget: 'duration', placeholder: 'none' };
      }
      const options = member.options.map((option) => ({
        ...option,
        label: missingLabels[String(option.value)] ?? option.label,
      }));
      return { ...member, options };
    }),
  };
}
