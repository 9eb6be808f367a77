import { useRef } from 'react';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { announce } from '../../../ui/announcer';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import { useDocument } from '../../document';
import { movedItem, moveDrafts } from '../drafts/kept-drafts';
import { useForm } from '../form/form-context';
import { newItem } from '../form/new-item';
import css from './list-widget.module.css';
import { useRowFocus } from './use-row-focus';
import type { WidgetProps } from './widget-props';

/** A list whose items are added, taken away and put in order. */
export function ListWidget({ field, path, value, label, onChange, Setting }: WidgetProps) {
  const { readOnly, stepId, area } = useForm();
  const document = useDocument((state) => state.id);
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [];
  const { item } = field;
  const list = useRef<HTMLOListElement>(null);
  const focusLater = useRowFocus(list, value);
  if (!item) return null;
  const move = (from: number, to: number): void => {
    const next = [...items];
    next.splice(to, 0, ...next.splice(from, 1));
    moveDrafts({ document, step: stepId, area, path }, (item) => movedItem(item, from, to));
    focusLater({ type: 'tool', row: to, tool: to < from ? 'up' : 'down' });
    announce(`${label} ${from + 1} is number ${to + 1} of ${items.length} now`);
    onChange(next);
  };
  return (
    <ol ref={list} className={css.list}>
      {items.map((entry, at) => (
        // Items have no identity but their place.
        <li key={at} className={css.item} data-row="">
          <div className={css.body}>
            {item.widget === 'object' && isJsonObject(entry) ? (
              item.fields.map((member) => (
                <Setting key={member.key} field={member} path={[...path, at, member.key]} compact />
              ))
            ) : (
              <Setting
                field={{ ...item, label: `${label} ${at + 1}` }}
                path={[...path, at]}
                compact
                bare
              />
            )}
          </div>
          <div className={css.tools} data-tools="">
            <IconButton
              label="Move up"
              data-tool="up"
              size="sm"
              disabled={readOnly || at === 0}
              onClick={() => move(at, at - 1)}
            >
              <ArrowUp />
            </IconButton>
            <IconButton
              label="Move down"
              data-tool="down"
              size="sm"
              disabled={readOnly || at === items.length - 1}
              onClick={() => move(at, at + 1)}
            >
              <ArrowDown />
            </IconButton>
            <IconButton
              label={`Remove item ${at + 1}`}
              data-tool="remove"
              size="sm"
              disabled={readOnly}
              onClick={() => {
                moveDrafts({ document, step: stepId, area, path }, (other) =>
                  other === at ? null : other > at ? other - 1 : other,
                );
                focusLater({ type: 'tool', row: at, tool: 'remove' });
                onChange(items.filter((_, index) => index !== at));
              }}
            >
              <X />
            </IconButton>
          </div>
        </li>
      ))}
      <li data-add="">
        <Button
          variant="ghost"
          size="sm"
          icon={<Plus />}
          disabled={readOnly}
          aria-label={`Add ${label.toLowerCase()}`}
          onClick={() => {
            focusLater({ type: 'field', row: items.length });
            onChange([...items, newItem(item, items)]);
          }}
        >
          Add
        </Button>
      </li>
    </ol>
  );
}
