import { Maximize2 } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../../ui/dialog';
import { IconButton } from '../../../ui/icon-button';
import { CodeEditor, type Monaco, type TextEditorInstance } from '../../editors';
import { joinCode } from '../../debugger';
import { useForm } from '../form/form-context';
import { useCodeContext } from '../use-code-context';
import css from './code-widget.module.css';
import { CodeElsewhere } from './code-elsewhere';
import { useCodeElsewhere } from './use-code-elsewhere';
import { useTextDraft } from './use-text-draft';
import type { WidgetProps } from './widget-props';

/** Source code, here or wherever it is open already. */
export function CodeWidget(props: WidgetProps) {
  const elsewhere = useCodeElsewhere(props.path[0]);
  return elsewhere ? <CodeElsewhere /> : <CodeHere {...props} />;
}

/** Source code in the real editor; the language comes from the hint or from another setting. */
function CodeHere(props: WidgetProps) {
  const { field, label } = props;
  const { config, readOnly, stepId } = useForm();
  const [large, setLarge] = useState(false);
  const named = field.language === undefined ? undefined : config[field.language];
  const language = typeof named === 'string' ? named : (field.language ?? 'javascript');
  const context = useCodeContext();
  const draft = useTextDraft(
    props,
    (value) => (typeof value === 'string' ? value : ''),
    (text) => ({ type: 'value', value: text }),
  );
  const editor = {
    value: draft.value,
    onChange: draft.change,
    onBlur: draft.finish,
    label,
    language: language === 'typescript' ? 'typescript' : 'javascript',
    context,
    readOnly,
    onMount: (created: TextEditorInstance, monaco: Monaco) =>
      stepId === null ? () => undefined : joinCode(created, monaco, stepId),
  } as const;
  return (
    <div className={css.code}>
      <IconButton
        label="Edit in a larger window"
        size="sm"
        className={css.enlarge}
        onClick={() => setLarge(true)}
      >
        <Maximize2 />
      </IconButton>
      {!large && <CodeEditor {...editor} />}
      <Dialog open={large} onOpenChange={setLarge} title={label} size="lg">
        <div className={css.large}>
          <CodeEditor {...editor} fill />
        </div>
      </Dialog>
    </div>
  );
}
