import { allScopes } from '../graph/scopes';
import { nearestName } from '../../expressions/nearest-name';
import { findEntry, nodeAt } from '../source/node';
import { groupsKey } from '../read/read-groups';
import { editFix, removalFix } from './fixes';
import { nameOfStep, reportStep, type Validation } from './validation';

/** Ids that are easily taken for each other, and entries of blocks that name no step. */
export function checkNames(validation: Validation): void {
  checkConfusable(validation);
  checkKeyed(validation, 'pins');
  checkKeyed(validation, 'layout');
  const { workflow } = validation;
  for (const [id] of workflow.pins) {
    const step = allScopes(workflow).get(id)?.step;
    const ports = step && validation.kinds.find(step.kind)?.ports(step.config).outputs;
    if (step === undefined || ports === undefined || ports.length <= 1) continue;
    reportStep(validation, id, {
      code: 'PIN_DECISION',
      severity: 'warning',
      message: `${nameOfStep(step)} has several ways out, so its pin is not used`,
      hint: 'Pin the step before it instead: a decision is always made anew.',
      fixes: editFix(validation, 'Remove the pin', { type: 'set-pin', id }),
    });
  }
}

function checkConfusable(validation: Validation): void {
  const seen = new Map<string, string>();
  for (const id of allScopes(validation.workflow).keys()) {
    const shape = id.toLowerCase().replace(/[il1]/g, 'l').replace(/[o0]/g, 'o').replace(/_/g, '');
    const other = seen.get(shape);
    // Steps that are numbered differ on purpose: step1 and step10 have other shapes anyway.
    if (other !== undefined && id.replace(/\d/g, '') === other.replace(/\d/g, '')) continue;
    if (other === undefined) seen.set(shape, id);
    else {
      reportStep(validation, id, {
        code: 'ID_CONFUSABLE',
        severity: 'warning',
        message: `The ids "${other}" and "${id}" are easily taken for each other`,
        hint: 'Rename one of them.',
      });
    }
  }
}

function checkKeyed(validation: Validation, block: 'pins' | 'layout'): void {
  const { parsed, workflow, problems } = validation;
  const node = nodeAt(parsed.source.root ?? undefined, [block]);
  if (node?.type !== 'map') return;
  const scopes = allScopes(workflow);
  for (const entry of node.entries) {
    if (parsed.source.steps.has(entry.key) || entry.key === groupsKey) continue;
    const like = nearestName(entry.key, scopes.keys());
    const free = like !== undefined && findEntry(node, like) === undefined;
    problems.add({
      code: block === 'pins' ? 'PIN_UNKNOWN' : 'LAYOUT_UNKNOWN',
      severity: block === 'pins' ? 'warning' : 'hint',
      message: `\`${block}\` names "${entry.key.slice(0, 60)}", which is no step`,
      hint: free ? `Did you mean "${like}"?` : 'Remove the entry.',
      from: entry.keyFrom,
      to: entry.keyTo,
      fixes: free
        ? [
            {
              title: `Rename to "${like}"`,
              changes: [{ from: entry.keyFrom, to: entry.keyTo, insert: like }],
            },
          ]
        : removalFix(validation, `Remove "${entry.key.slice(0, 40)}"`, [block, entry.key]),
    });
  }
}
