import { useRef } from 'react';
import { Plus, X } from 'lucide-react';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import { TextField } from '../../../ui/text-field';
import { BindableText, useDraft } from '../../editors';
import { useForm } from '../form/form-context';
import { isTextOnly } from '../form/field-value';
import {
  complaintAbout,
  isRows,
  type KeyValueRow,
  objectToRows,
  rowsToObject,
} from '../form/key-value';
import { useExpressionHost } from '../use-expression-host';
import { useRowFocus } from './use-row-focus';
import css from './key-value-widget.module.css';
import type { WidgetProps } from './widget-props';

/** An object as a table of names and values; values may hold bindings. */
export function KeyValueWidget({ field, value, label, onChange, draft: own }: WidgetProps) {
  const { readOnly } = useForm();
  const host = useExpressionHost(field);
  const textOnly = field.item ? isTextOnly(field.item) : true;
  const written = JSON.stringify(value ?? {});
  const kept = own.kept?.draft;
  const draft = useDraft<readonly KeyValueRow[]>({
    committed: objectToRows(value, textOnly),
    stamp: written,
    kept: isRows(kept) ? { draft: kept } : null,
    commit: (rows) => {
      const complaint = complaintAbout(rows);
      if (complaint !== null) {
        own.keep(rows, complaint, written);
        return null;
      }
      own.drop();
      const next = rowsToObject(rows, textOnly);
      const stamp = JSON.stringify(next);
      if (stamp !== written) {
        onChange(Object.keys(next).length === 0 ? undefined : next);
      }
      return stamp;
    },
  });
  const rows = draft.value;
  const list = useRef<HTMLDivElement>(null);
  const focusLater = useRowFocus(list, rows);
  const change = (at: number, part: Partial<KeyValueRow>): void => {
    draft.change(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  };
  return (
    <div ref={list} className={css.table}>
      {rows.map((row, at) => (
        // Rows have no identity but their place.
        <div key={at} className={css.row} data-row="">
          <TextField
            mono
            value={row.key}
            readOnly={readOnly}
            placeholder="name"
            label={`${label}: name ${at + 1}`}
            onValueChange={(key) => change(at, { key })}
            onBlur={draft.flush}
          />
          <BindableText
            value={row.value}
            readOnly={readOnly}
            placeholder={field.placeholder ?? 'value'}
            label={`${label}: value ${at + 1}`}
            host={host}
            onChange={(text) => change(at, { value: text })}
            onBlur={draft.flush}
          />
          <IconButton
            label={`Remove ${row.key === '' ? `row ${at + 1}` : row.key}`}
            size="sm"
            data-tool="remove"
            disabled={readOnly}
            onClick={() => {
              focusLater({ type: 'tool', row: at, tool: 'remove' });
              draft.change(rows.filter((_, index) => index !== at));
              draft.flush();
            }}
          >
            <X />
          </IconButton>
        </div>
      ))}
      <Button
        variant="ghost"
        size="sm"
        icon={<Plus />}
        disabled={readOnly}
        aria-label={`Add ${label.toLowerCase()}`}
        onClick={() => {
          focusLater({ type: 'field', row: rows.length });
          draft.change([...rows, { key: '', value: '' }]);
        }}
      >
        Add
      </Button>
    </div>
  );
}
