import type { JsonValue } from '@shared/lib/json';
import type { WorkflowField } from '@shared/workflow/edit/workflow-edit';
import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import { useMemo } from 'react';
import { PanelHeader } from '../../../ui/panel-header';
import { useDocument } from '../../document';
import { FormContext, type SettingPath } from '../form/form-context';
import { SettingsForm } from '../form/settings-form';
import { setWorkflowField } from '../inspector-actions';
import css from '../step/step-inspector.module.css';
import type { Problem } from '@shared/workflow/problem';
import { workflowProblems } from './workflow-problems';
import { writtenRoot } from '../written-values';
import { ProfileNotice } from './profile-notice';
import { workflowFields, workflowKeys } from './workflow-fields';

/** The workflow's own settings: shown when nothing is selected. */
export function WorkflowInspector() {
  const parsed = useDocument((state) => state.parsed);
  const readOnly = useDocument((state) => state.readOnly || state.stale);
  const profile = useDocument((state) => state.workflow?.profile);
  const problems = useDocument((state) => state.problems);
  const form = useMemo(
    () => workflowForm(parsed, problems, readOnly),
    [parsed, problems, readOnly],
  );
  return (
    <section className={css.panel} aria-label="Workflow settings">
      <PanelHeader title="Workflow" />
      <div className={css.scroll}>
        {profile && <ProfileNotice profile={profile} />}
        <FormContext value={form}>
          <SettingsForm fields={workflowFields} />
        </FormContext>
      </div>
    </section>
  );
}

function workflowForm(
  parsed: ParsedWorkflow | null,
  problems: readonly Problem[],
  readOnly: boolean,
) {
  return {
    stepId: null,
    area: 'workflow' as const,
    config: parsed ? writtenRoot(parsed, workflowKeys) : {},
    problems: parsed ? workflowProblems(parsed, problems) : [],
    readOnly,
    setAt: (path: SettingPath, value: JsonValue | undefined) => {
      const [key, ...rest] = path;
      if (isWorkflowField(key)) setWorkflowField(key, rest, value);
    },
  };
}

function isWorkflowField(key: string | number | undefined): key is WorkflowField {
  return workflowKeys.some((known) => known === key);
}
