import { findStepDefinition } from '@shared/steps';
import { findStep } from '@shared/workflow/graph/scopes';
import type { Step } from '@shared/workflow/model';
import { codeKeyOf } from '@shared/workflow/step-code';
import { FileX2, X } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '../../../ui/empty-state';
import { IconButton } from '../../../ui/icon-button';
import { PanelHeader } from '../../../ui/panel-header';
import { ChangedStrip, joinCode } from '../../debugger';
import { useDocument } from '../../document';
import { CodeEditor, type Monaco, type TextEditorInstance, useDraft } from '../../editors';
import { workbench } from '../../workbench';
import { FormContext } from '../form/form-context';
import { setConfig } from '../inspector-actions';
import { useCodeContext } from '../use-code-context';
import css from './step-code-pane.module.css';

export interface StepCodePaneProps {
  readonly step: string;
}

/** The code of one step beside the canvas: room to read and debug it. */
export function StepCodePane({ step: id }: StepCodePaneProps) {
  const step = useDocument((state) => state.workflow && findStep(state.workflow, id));
  const readOnly = useDocument((state) => state.readOnly || state.stale);
  const setting = step && codeKeyOf(step.kind, findStepDefinition);
  return (
    <section className={css.pane} aria-label="Step code" data-code-pane="">
      <PanelHeader
        title={step ? `${step.title ?? step.id}: code` : 'Code'}
        actions={
          <IconButton label="Close the code" size="sm" onClick={() => workbench.showCode(null)}>
            <X />
          </IconButton>
        }
      />
      {step && setting ? (
        <>
          <ChangedStrip step={id} />
          <CodeForm step={step} setting={setting} readOnly={readOnly} />
        </>
      ) : (
        <EmptyState
          compact
          icon={<FileX2 />}
          title={step ? 'This step has no code' : 'This step is gone'}
          description="Close this part, or open the code of another step from its details."
        />
      )}
    </section>
  );
}

interface CodeFormProps {
  readonly step: Step;
  readonly setting: string;
  readonly readOnly: boolean;
}

function CodeForm({ step, setting, readOnly }: CodeFormProps) {
  const form = useMemo(
    () => ({
      stepId: step.id,
      area: 'settings' as const,
      config: step.config,
      problems: [],
      readOnly,
      setAt: (path: readonly (string | number)[], value: Parameters<typeof setConfig>[2]) =>
        setConfig(step.id, path, value),
    }),
    [step, readOnly],
  );
  return (
    <FormContext value={form}>
      <div className={css.editor}>
        <PaneEditor step={step} setting={setting} readOnly={readOnly} />
      </div>
    </FormContext>
  );
}

function PaneEditor({ step, setting, readOnly }: CodeFormProps) {
  const value = step.config[setting];
  const committed = typeof value === 'string' ? value : '';
  const context = useCodeContext();
  const hint = findStepDefinition(step.kind)?.form?.[setting]?.language;
  const language = hint === undefined ? hint : (step.config[hint] ?? hint);
  const draft = useDraft({
    committed,
    stamp: committed,
    commit: (text) => {
      if (text !== committed) setConfig(step.id, [setting], text);
      return text;
    },
  });
  return (
    <CodeEditor
      value={draft.value}
      onChange={draft.change}
      onBlur={draft.finish}
      label={`Code of ${step.title ?? step.id}`}
      language={language === 'typescript' ? 'typescript' : 'javascript'}
      context={context}
      readOnly={readOnly}
      fill
      onMount={(editor: TextEditorInstance, monaco: Monaco) => joinCode(editor, monaco, step.id)}
    />
  );
}
