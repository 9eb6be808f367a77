import { describe, expect, it } from 'vitest';
import { describeWorkflow } from './describe-workflow';
import { newWorkflowText } from './new-workflow';
import { parseWorkflow } from './parse-workflow';

describe('newWorkflowText', () => {
  it.each(['Orders', 'a: b # c', '{{ x }}', '"quoted"', "it's", 'true', '1', 'é 🌊', '- x'])(
    'keeps the name %s',
    (name) => {
      const { workflow, problems } = parseWorkflow(newWorkflowText(name));
      expect(problems).toEqual([]);
      expect(workflow && describeWorkflow(workflow)).toEqual({
        name,
        description: '',
        stepCount: 1,
        kinds: ['manual-start'],
        secrets: [],
      });
    },
  );
});
