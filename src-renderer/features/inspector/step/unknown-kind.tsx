import { isJsonObject } from '@shared/lib/json';
import type { Step } from '@shared/workflow/model';
import type { Problem } from '@shared/workflow/problem';
import { Replace } from 'lucide-react';
import { useMemo } from 'react';
import { announce } from '../../../ui/announcer';
import { Button } from '../../../ui/button';
import { Field } from '../../../ui/field';
import { flushPendingEdits, JsonEditor, useDraft } from '../../editors';
import { openPaletteToReplace } from '../../canvas';
import { workbench } from '../../workbench';
import { revertsOn } from '../drafts/revert-key';
import { useFieldDraft } from '../drafts/use-field-draft';
import { FieldProblems } from '../fields/field-problems';
import { parseJsonText } from '../form/field-value';
import { FormContext, type SettingPath, useForm } from '../form/form-context';
import { setConfig } from '../inspector-actions';
import { StepProblems } from './step-problems';
import css from './step-inspector.module.css';

export interface UnknownKindProps {
  readonly step: Step;
  readonly problems: readonly Problem[];
  readonly readOnly: boolean;
}

/** Settings of a kind that this version does not know: kept, shown and edited as they are. */
export function UnknownKind({ step, problems, readOnly }: UnknownKindProps) {
  const replace = (): void => {
    // It is chosen on the canvas.
    workbench.widenInspector(false);
    if (workbench.getState().centre === 'source') workbench.showCentre('canvas');
    requestAnimationFrame(() => openPaletteToReplace(step.id));
  };
  const form = useMemo(
    () => ({
      stepId: step.id,
      area: 'settings' as const,
      config: step.config,
      problems: [],
      readOnly,
      setAt: (path: SettingPath, value: Parameters<typeof setConfig>[2]) =>
        setConfig(step.id, path, value),
    }),
    [step, readOnly],
  );
  return (
    <div className={css.scroll}>
      <StepProblems problems={problems} />
      <div className={css.unknown}>
        <p className={css.explanation}>
          This version of Stepwell has no step kind <code>{step.kind}</code>. The step stays in the
          file as it is and the workflow cannot run until the kind is known or the step is replaced.
        </p>
        <div>
          <Button icon={<Replace size={14} />} disabled={readOnly} onClick={replace}>
            Replace by another kind…
          </Button>
        </div>
        <FormContext value={form}>
          <WholeSettings />
        </FormContext>
      </div>
    </div>
  );
}

const none = JSON.stringify({});

/** All settings as one JSON object. */
function WholeSettings() {
  const { config, readOnly, setAt } = useForm();
  const own = useFieldDraft([], 'json');
  const committed = JSON.stringify(config, null, 2);
  const text = own.kept?.draft;
  const draft = useDraft({
    committed,
    stamp: committed,
    kept: typeof text === 'string' ? { draft: text } : null,
    commit: (typed) => {
      const parsed = parseJsonText(typed.trim() === '' ? none : typed);
      if (parsed.type !== 'value' || !isJsonObject(parsed.value)) {
        const message =
          parsed.type === 'invalid' ? parsed.message : 'Settings are a JSON object: { … }';
        own.keep(typed, message, committed);
        return null;
      }
      own.drop();
      setAt([], parsed.value);
      return JSON.stringify(parsed.value, null, 2);
    },
  });
  const revert = (): void => {
    flushPendingEdits();
    own.drop();
    announce('Settings: back to what the workflow has');
  };
  return (
    <div
      data-setting=""
      data-kept={own.kept === null ? undefined : ''}
      onKeyDownCapture={(event) => {
        if (own.kept === null || !revertsOn(event)) return;
        event.preventDefault();
        event.stopPropagation();
        revert();
      }}
    >
      <Field
        label="Settings"
        group
        error={
          own.kept && (
            <FieldProblems kept={own.kept} value={config} problems={[]} onRevert={revert} />
          )
        }
      >
        <JsonEditor
          value={draft.value}
          onChange={draft.change}
          onBlur={draft.finish}
          label="Settings"
          readOnly={readOnly}
          invalid={own.kept !== null}
          lines={{ min: 6, max: 24 }}
        />
      </Field>
    </div>
  );
}
