import { useState } from 'react';
import { Field } from '../../../ui/field';
import type { FieldModel } from '../form/field-model';
import { isBound, toExpression } from '../form/field-value';
import {
  acceptExpression,
  droppedExpression,
  flushPendingEdits,
  insertAtCaret,
} from '../../editors';
import { announce } from '../../../ui/announcer';
import { classNames } from '../../../ui/class-names';
import { useFieldDraft } from '../drafts/use-field-draft';
import { revertsOn } from '../drafts/revert-key';
import { useForm } from '../form/form-context';
import { fitsWidget } from '../form/fits-widget';
import { ownProblems } from '../form/own-problems';
import { useSettingTarget } from '../use-setting-target';
import { settableAt, settingElementId, valueAt } from '../form/setting-path';
import { ExpressionToggle } from './expression-toggle';
import { FieldProblems } from './field-problems';
import { JsonWidget } from './json-widget';
import css from './setting-field.module.css';
import { TextWidget } from './text-widget';
import { widgetTraits } from './widget-traits';
import type { SettingFieldProps } from './widget-props';
import { widgets } from './widgets';

/** One setting: label, help, the widget for its kind of value, or the expression in its place. */
export function SettingField({ field, path, compact = false, bare = false }: SettingFieldProps) {
  const { stepId, config, problems, readOnly, setAt } = useForm();
  const value = valueAt(config, path);
  const [wantsExpression, setWantsExpression] = useState(false);
  const [starts, setStarts] = useState(0);
  const [takes, setTakes] = useState(false);
  const traits = widgetTraits[field.widget];
  const bindable = field.bindable && traits.binds !== true;
  const asExpression = bindable && (isBound(value) || wantsExpression);
  const foreign = !asExpression && !isBound(value) && !fitsWidget(field.widget, value);
  const fixed = foreign ? JsonWidget : widgets[field.widget];
  const Widget = asExpression ? TextWidget : fixed;
  // A text field is the same one with and without bindings: it keeps the caret when they come.
  const textual = fixed === TextWidget;
  const form = asExpression ? 'expression' : foreign ? 'json' : field.widget;
  const draft = useFieldDraft(path, form);
  const { kept } = draft;
  const group = !asExpression && (foreign || traits.group === true);
  const own = ownProblems(problems, field, path, foreign || asExpression);
  const invalid = kept !== null || own[0]?.severity === 'error';
  const said = kept !== null || own.length > 0;
  /** Something may be put in its place: never over a text that is nowhere but here. */
  const takesDrops = field.bindable && !readOnly && kept === null;

  const set = (next: typeof value): void => {
    const place = settableAt(config, path, next);
    setAt(place.path, place.value);
  };
  const target = useSettingTarget(stepId, field.label, (expression) => {
    // JSON is a text of its own: what is picked goes where the caret was, not over all of it.
    const element = document.getElementById(settingElementId(stepId, path));
    if (element && insertAtCaret(element, expression)) return;
    set(withExpression(value, expression));
  });
  const revert = (): void => {
    flushPendingEdits();
    draft.drop();
    announce(`${field.label}: back to what the workflow has`);
  };
  const startExpression = (): void => {
    draft.drop();
    setWantsExpression(true);
    setStarts(starts + 1);
    // An empty one opens with braces but is nothing yet: the document gets it once it says something.
    if (value !== undefined && value !== '') set(toExpression(value));
  };
  /** The field is empty, though the workflow may not know yet: nothing is taken along. */
  const startInEmpty = (): void => {
    flushPendingEdits();
    draft.drop();
    setWantsExpression(true);
    setStarts(starts + 1);
  };
  const stopExpression = (): void => {
    setWantsExpression(false);
    if (isBound(value)) set(field.required ? (field.defaultValue ?? emptyText(field)) : undefined);
  };

  return (
    <div
      id={settingElementId(stepId, path)}
      onDragOver={(event) => {
        if (takesDrops && acceptExpression(event)) setTakes(true);
      }}
      onFocus={takesDrops ? target : undefined}
      onDragLeave={() => setTakes(false)}
      onDrop={(event) => {
        setTakes(false);
        const expression = takesDrops ? droppedExpression(event) : null;
        if (expression === null || insertAtCaret(event.currentTarget, expression)) return;
        set(withExpression(value, expression));
      }}
      onKeyDownCapture={(event) => {
        if (kept === null || !revertsOn(event)) return;
        event.preventDefault();
        event.stopPropagation();
        revert();
      }}
      data-takes={takes ? '' : undefined}
      data-kept={kept === null ? undefined : ''}
      data-setting={path.join('.')}
      data-widget={asExpression ? 'expression' : field.widget}
      className={classNames(css.setting, bare && css.bare)}
    >
      <Field
        label={field.label}
        help={compact ? undefined : field.help}
        error={said && <FieldProblems kept={kept} value={value} problems={own} onRevert={revert} />}
        invalid={invalid}
        required={field.required && !compact}
        group={group}
        inline={traits.inline === true && !asExpression && !foreign}
        action={
          bindable && (
            <ExpressionToggle
              on={asExpression}
              disabled={readOnly}
              onToggle={asExpression ? stopExpression : startExpression}
            />
          )
        }
      >
        <Widget
          key={
            textual ? `text${starts}` : asExpression ? 'expression' : foreign ? 'foreign' : 'fixed'
          }
          field={asExpression ? expressionField(field) : field}
          path={path}
          value={value}
          label={field.label}
          invalid={invalid}
          onChange={set}
          draft={draft}
          onExpression={startInEmpty}
          startAsExpression={wantsExpression}
          Setting={SettingField}
        />
      </Field>
    </div>
  );
}

/** A field that is dropped becomes the value; in a text that has something, it is added at the end. */
function withExpression(value: unknown, expression: string): string {
  const binding = `{{ ${expression} }}`;
  const kept = typeof value === 'string' && value !== '' && !/^\s*\{\{[^]*\}\}\s*$/.test(value);
  return kept ? `${value}${/\s$/.test(value) ? '' : ' '}${binding}` : binding;
}

/** The setting as text with bindings, whatever its fixed values look like. */
function expressionField(field: FieldModel): FieldModel {
  return field.widget === 'multiline' || field.widget === 'text'
    ? field
    : { ...field, widget: 'expression' };
}

function emptyText(field: FieldModel): string | undefined {
  return field.widget === 'text' || field.widget === 'multiline' ? '' : undefined;
}
