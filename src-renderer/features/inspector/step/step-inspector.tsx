import { configJsonSchema } from '@shared/steps/config-json-schema';
import { findStepDefinition } from '@shared/steps';
import type { StepDefinition } from '@shared/steps/define-step';
import { findStep } from '@shared/workflow/graph/scopes';
import type { Step } from '@shared/workflow/model';
import type { Problem } from '@shared/workflow/problem';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { EmptyState } from '../../../ui/empty-state';
import { Tabs, type TabItem } from '../../../ui/tabs';
import { ChangedStrip } from '../../debugger';
import { useDocument } from '../../document';
import { StepDataPanel } from '../../runs';
import { useBehaviour } from '../behaviour/use-behaviour';
import { useKeptCount } from '../drafts/use-field-draft';
import { formModel } from '../form/form-model';
import { type InspectorTab, inspectorStore, showInspectorTab } from '../../workbench';
import { BehaviourTab } from './behaviour-tab';
import { ProblemCount } from './problem-count';
import { SettingsTab } from './settings-tab';
import css from './step-inspector.module.css';
import { StepHeader } from './step-header';
import { UnknownKind } from './unknown-kind';
import { WideColumns } from './wide-columns';

export interface StepInspectorProps {
  readonly id: string;
  readonly wide: boolean;
}

/** One step: its head, its settings and how it behaves in a run. */
export function StepInspector({ id, wide }: StepInspectorProps) {
  const step = useDocument((state) => state.workflow && findStep(state.workflow, id));
  const readOnly = useDocument((state) => state.readOnly || state.stale);
  const stale = useDocument((state) => state.stale);
  const tab = useStore(inspectorStore, (state) => state.tab);
  const definition = step ? findStepDefinition(step.kind) : undefined;
  const behaviour = useBehaviour(id, step, definition);
  const keptSettings = useKeptCount(id, 'settings');
  const keptBehaviour = useKeptCount(id, 'behaviour');
  if (!step) return <EmptyState compact title="This step is gone" />;
  const tabs: TabItem[] = [
    {
      value: 'settings',
      label: 'Settings',
      badge: <ProblemCount problems={behaviour.others} kept={keptSettings} />,
      content: (
        <StepSettings
          step={step}
          definition={definition}
          problems={behaviour.others}
          readOnly={readOnly}
        />
      ),
    },
    // With room for both sides the data stands beside the settings.
    ...(wide ? [] : [{ value: 'data', label: 'Data', content: <StepDataPanel step={id} /> }]),
    {
      value: 'behaviour',
      label: 'Behaviour',
      badge: <ProblemCount problems={behaviour.problems} kept={keptBehaviour} />,
      content: <BehaviourTab step={step} behaviour={behaviour} readOnly={readOnly} />,
    },
  ];
  const form = (
    <Tabs
      value={tabs.some(({ value }) => value === tab) ? tab : 'settings'}
      onValueChange={(next) => showInspectorTab(next as InspectorTab)}
      tabs={tabs}
      label="Step details"
      className={css.tabs}
    />
  );
  return (
    <section className={css.panel} aria-label="Step details">
      <StepHeader step={step} definition={definition} readOnly={readOnly} wide={wide} />
      {stale && (
        <p className={css.notice} role="status">
          The source cannot be read right now. This is how it was; mend the source to edit it here.
        </p>
      )}
      <ChangedStrip step={id} />
      {wide ? <WideColumns step={step}>{form}</WideColumns> : form}
    </section>
  );
}

interface StepSettingsProps {
  readonly step: Step;
  readonly definition: StepDefinition | undefined;
  readonly problems: readonly Problem[];
  readonly readOnly: boolean;
}

function StepSettings({ step, definition, problems, readOnly }: StepSettingsProps) {
  const fields = useMemo(
    () => (definition ? formModel(definition, configJsonSchema(definition)) : []),
    [definition],
  );
  if (!definition) return <UnknownKind step={step} problems={problems} readOnly={readOnly} />;
  return (
    <SettingsTab
      step={step}
      definition={definition}
      fields={fields}
      problems={problems}
      readOnly={readOnly}
    />
  );
}
