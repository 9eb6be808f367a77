import type { ExpressionHost } from './expression/expression-host';
import { ExpressionEditor } from './expression/expression-editor';
import { templateJsonLanguage } from './expression/template-json-language';
import { JsonPreview } from './expression/json-preview';
import { jsonProblems } from './expression/json-problems';
import css from './code/code-editor.module.css';

export interface JsonEditorProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly label: string;
  /** What bindings in the texts can see; absent: the JSON has no bindings. */
  readonly host?: ExpressionHost | undefined;
  readonly lines?: { readonly min: number; readonly max: number } | undefined;
  readonly readOnly?: boolean | undefined;
  readonly placeholder?: string | undefined;
  readonly invalid?: boolean | undefined;
}

/** JSON; with a host its texts may hold bindings, otherwise it is checked as plain JSON. */
export function JsonEditor(props: JsonEditorProps) {
  return (
    <div className={css.frame} data-invalid={props.invalid ? '' : undefined}>
      <ExpressionEditor
        {...props}
        multiline
        language={props.host ? templateJsonLanguage : 'json'}
        check={jsonProblems}
        lines={props.lines ?? { min: 4, max: 18 }}
      />
      {props.host && <JsonPreview text={props.value} host={props.host} />}
    </div>
  );
}
