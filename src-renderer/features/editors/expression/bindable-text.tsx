import { useEffect, useId, useRef, useState } from 'react';
import { TextArea } from '../../../ui/text-area';
import { TextField } from '../../../ui/text-field';
import { loadedMonaco, loadMonaco } from '../monaco/load-monaco';
import { caretFromPoint } from './caret-from-point';
import { ExpressionEditor } from './expression-editor';
import type { ExpressionHost } from './expression-host';
import { ExpressionPreviewLine } from './expression-preview-line';
import { RestingExpression } from './resting-expression';
import css from './bindable-text.module.css';

export interface BindableTextProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly label: string;
  readonly host: ExpressionHost;
  readonly multiline?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  readonly invalid?: boolean | undefined;
  readonly placeholder?: string | undefined;
  /** Shows below what the text comes to with the data at hand. */
  readonly preview?: boolean | undefined;
  /** Opens as an expression, ready to be typed. */
  readonly startAsExpression?: boolean | undefined;
}

/** An expression that says nothing yet. */
const opening = '{{  }}';

/**
 * A text that may hold bindings: a plain field until there is a `{{`, coloured text while nobody
 * edits it, and Monaco while somebody does. A form with thirty settings has one Monaco at most.
 */
export function BindableText(props: BindableTextProps) {
  const { host, label, multiline = false, readOnly = false } = props;
  /** It just opened as an expression: it has its braces, with the caret between them, from the start. */
  const [fresh, setFresh] = useState(
    () => props.startAsExpression === true && props.value === '' && !readOnly,
  );
  const value = fresh && props.value === '' ? opening : props.value;
  const onChange = (text: string): void => {
    setFresh(false);
    props.onChange(text);
  };
  const [caret, setCaret] = useState<number | null>(() =>
    props.startAsExpression && !readOnly ? openingCaret(value) : null,
  );
  const plain = useRef<HTMLElement>(null);
  const previewId = useId();
  const bound = value.includes('{{');
  const editing = caret !== null;

  /** Where the caret is meant to be while Monaco is on its way: until then a plain field takes the keys. */
  const [waiting, setWaiting] = useState<number | null>(null);

  const edit = (at: number): void => {
    if (loadedMonaco() || readOnly) return setCaret(at);
    setWaiting(at);
    void loadMonaco().then(() => {
      const element = plain.current;
      const stays = element !== null && element === document.activeElement;
      setWaiting(null);
      if (stays) setCaret(caretOf(element) ?? at);
    });
  };
  useEffect(() => {
    const element = plain.current;
    if (waiting === null || !element) return;
    element.focus();
    if (isTextControl(element)) element.setSelectionRange(waiting, waiting);
  }, [waiting]);
  useEffect(() => {
    if (fresh) props.onChange(opening);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when it appears: afterwards the text is the user's
  }, []);

  const type = (text: string): void => {
    const element = plain.current;
    const at = caretOf(element) ?? text.length;
    if (!text.includes('{{') || value.includes('{{')) return onChange(text);
    const opened = closeBraces(text, at);
    onChange(opened);
    edit(at);
  };

  let control: React.ReactNode;
  if (editing) {
    control = (
      <div className={css.box} data-invalid={props.invalid ? '' : undefined} data-editing="">
        <ExpressionEditor
          value={value}
          onChange={onChange}
          onBlur={() => {
            setCaret(null);
            setFresh(false);
            props.onBlur?.();
          }}
          onEnter={props.onBlur}
          label={label}
          host={host}
          multiline={multiline}
          readOnly={readOnly}
          caret={caret}
        />
      </div>
    );
  } else if (bound && waiting === null) {
    control = (
      <RestingExpression
        value={value}
        label={label}
        multiline={multiline}
        invalid={props.invalid ?? false}
        describedBy={props.preview ? previewId : undefined}
        onEdit={(point) => edit(point ? (caretFromPoint(point) ?? value.length) : value.length)}
      />
    );
  } else {
    const Plain = multiline ? TextArea : TextField;
    control = (
      <Plain
        ref={plain as React.RefObject<never>}
        value={value}
        onValueChange={type}
        onBlur={props.onBlur}
        onKeyDown={(event: React.KeyboardEvent) => {
          if (event.key === 'Enter' && !multiline) props.onBlur?.();
        }}
        label={label}
        readOnly={readOnly}
        invalid={props.invalid ?? false}
        placeholder={props.placeholder}
        mono={false}
      />
    );
  }
  return (
    <div className={css.field}>
      {control}
      {props.preview && bound && <ExpressionPreviewLine id={previewId} text={value} host={host} />}
    </div>
  );
}

function caretOf(element: HTMLElement | null): number | null {
  return isTextControl(element) ? element.selectionStart : null;
}

function isTextControl(
  element: HTMLElement | null,
): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** `{{` was just typed at the caret: the closing braces come with it, as in any editor. */
function closeBraces(text: string, caret: number): string {
  if (text.slice(0, caret).endsWith('{{') && !text.slice(caret).includes('}}')) {
    return `${text.slice(0, caret)}}}${text.slice(caret)}`;
  }
  return text;
}

function openingCaret(value: string): number {
  const end = value.lastIndexOf('}}');
  return end < 0 ? value.length : Math.max(0, end - (value[end - 1] === ' ' ? 1 : 0));
}
