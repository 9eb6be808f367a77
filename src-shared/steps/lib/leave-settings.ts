import { z } from 'zod';
import type { JsonObject } from '../../lib/json';
import type { Ports } from '../define-step';
import { typeName } from '../../lib/type-name';
import { anyValue } from './setting-schemas';
import { shown } from './shown';

// What the kinds that end the graph around them have in common: a value to take along, and a
// condition under which they leave.

export function leaveSettings(value: { readonly title: string; readonly description: string }) {
  return {
    when: z
      .boolean({
        error: (issue) =>
          `must be true or false, but is ${typeName(issue.input)}; write a comparison such as {{ steps.check.done }}`,
      })
      .default(true)
      .meta({ title: 'When', description: 'Leaves only if this is true; otherwise goes on.' }),
    value: anyValue().optional().meta(value),
  };
}

export const leaveForm = {
  value: { widget: 'json', placeholder: '{{ steps.find }}' },
  when: { widget: 'expression', placeholder: '{{ steps.find.length > 0 }}' },
} as const;

/** A step that always leaves has nothing after it. */
export function leavePorts(config: JsonObject): Ports {
  const { when = true } = config;
  const outputs = when === true ? [] : [{ name: 'out', label: 'Otherwise' }];
  return { inputs: [{ name: 'in' }], outputs };
}

export function leaveSummary(config: JsonObject, always: string): string {
  const { when = true, value } = config;
  const what = value === undefined ? '' : shown(value, '', 40);
  const condition = when === true ? always : `when ${shown(when, '?', 50)}`;
  return what === '' ? condition : `${what}, ${condition}`;
}
