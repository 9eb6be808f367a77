import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json';
import { configJsonSchema } from './config-json-schema';
import type { StepDefinition } from './define-step';

/** The page of a step kind in docs/steps: what the studio shows, and its settings as a table. */
export function stepDocsPage(definition: StepDefinition): string {
  const effects = definition.effects(definition.defaults);
  return [
    `# ${definition.title}`,
    `Kind: \`${definition.kind}\` · ${definition.category} · ${effectsInWords[effects]}`,
    definition.description,
    definition.docs.trim(),
    settingsTable(definition),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

const effectsInWords = {
  pure: 'touches nothing outside the run',
  idempotent: 'safe to repeat',
  unsafe: 'has an effect outside: never repeated without asking',
} as const;

function settingsTable(definition: StepDefinition): string {
  const schema = configJsonSchema(definition);
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const rows = Object.keys(definition.form).map((key) => {
    const property = properties[key];
    const setting = isJsonObject(property) ? property : {};
    const need = required.includes(key) ? 'required' : defaultOf(setting);
    return `| \`${key}\` | ${typeOf(setting)} | ${need} | ${cell(aboutOf(definition, key, setting))} |`;
  });
  if (rows.length === 0) return '';
  return [
    '## Settings',
    '',
    '| name | type | default | meaning |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function typeOf(setting: JsonObject): string {
  if (Array.isArray(setting['enum'])) {
    return setting['enum'].map((value: JsonValue) => `\`${String(value)}\``).join(' ');
  }
  const type = setting['type'];
  if (Array.isArray(type)) return type.join(' or ');
  return typeof type === 'string' ? type : 'any';
}

function defaultOf(setting: JsonObject): string {
  return 'default' in setting ? `\`${JSON.stringify(setting['default'])}\`` : '';
}

function aboutOf(definition: StepDefinition, key: string, setting: JsonObject): string {
  const lazy = definition.lazy.find((entry) => entry.key === key);
  const names = [
    ...(lazy?.locals.map((name) => `\`${name}\``) ?? []),
    ...(lazy?.seesBody ? ['the names inside'] : []),
  ].join(', ');
  return [
    setting['title'],
    setting['description'],
    lazy ? `Evaluated by the step, with ${names}.` : '',
    definition.verbatim.includes(key) ? 'Never a template.' : '',
  ]
    .filter((text) => typeof text === 'string' && text !== '')
    .map((text) => String(text).replace(/[.]?$/, '.'))
    .join(' ');
}

/** Bars would end the cell, and braces are shown as code. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\{\{.*?\}\}/g, (binding) => `\`${binding}\``);
}
