import { isJsonObject } from '@shared/lib/json';
import type { Step } from '@shared/workflow/model';
import type { Problem } from '@shared/workflow/problem';
import { Replace } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button';
import { Field } from '../../../ui/field';
import { JsonEditor, useDraft } from '../../editors';
import { openPaletteToReplace } from '../../canvas';
import { workbench } from '../../workbench';
import { parseJsonText } from '../form/field-value';
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
  const [complaint, setComplaint] = useState<string | null>(null);
  const committed = JSON.stringify(step.config, null, 2);
  const draft = useDraft({
    committed,
    stamp: committed,
    commit: (text) => {
      const parsed = parseJsonText(text === '' ? '{}' : text);
      if (parsed.type !== 'value' || !isJsonObject(parsed.value)) {
        setComplaint(parsed.type === 'invalid' ? parsed.message : 'Settings are a JSON object');
        return null;
      }
      setComplaint(null);
      setConfig(step.id, [], parsed.value);
      return JSON.stringify(parsed.value, null, 2);
    },
  });
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
        <Field label="Settings" error={complaint} group>
          <JsonEditor
            value={draft.value}
            onChange={draft.change}
            onBlur={draft.finish}
            label="Settings"
            readOnly={readOnly}
            lines={{ min: 6, max: 24 }}
          />
        </Field>
      </div>
    </div>
  );
}
