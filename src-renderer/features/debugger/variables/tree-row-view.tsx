import { ChevronRight, Eye, X } from 'lucide-react';
import { type MouseEvent, useState } from 'react';
import { classNames } from '../../../ui/class-names';
import type { Point } from './point';
import type { TreeRow } from './tree-rows';
import { valueTone } from './value-tone';
import css from './tree-view.module.css';

interface TreeRowViewProps {
  readonly id: string;
  readonly row: Extract<TreeRow, { type: 'node' }>;
  readonly active: boolean;
  readonly changed: boolean;
  readonly generation: number;
  readonly editing: 'value' | 'name' | null;
  readonly onActivate: () => void;
  readonly onReveal: () => void;
  readonly onEdit: () => void;
  readonly onRemove: (() => void) | undefined;
  readonly onMenu: (at: Point) => void;
  /** Null: given up. */
  readonly onEdited: (text: string | null) => void;
}

const indent = 12;

/** One value: its name, its value, and what can be done with it on hover. */
export function TreeRowView(props: TreeRowViewProps) {
  const { id, row, active, changed, generation, editing, onActivate, onEdited } = props;
  const { node, depth, expandable, expanded } = row;

  function openMenu(event: MouseEvent): void {
    event.preventDefault();
    props.onMenu({ x: event.clientX, y: event.clientY });
  }

  return (
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={active}
      aria-expanded={expandable ? expanded : undefined}
      aria-label={accessibleName(row, changed)}
      className={classNames(css.row, node.heading && css.heading, active && css.active)}
      style={{ paddingInlineStart: 4 + depth * indent }}
      onClick={onActivate}
      onDoubleClick={(event) => {
        event.preventDefault();
        props.onEdit();
      }}
      onContextMenu={openMenu}
      title={node.type === undefined ? undefined : `${node.name}: ${node.type}`}
    >
      <span className={css.twisty} data-expanded={expanded ? '' : undefined} aria-hidden>
        {expandable && <ChevronRight size={12} />}
      </span>
      {editing === 'name' ? (
        <InPlace label="Expression" text={node.name} onDone={onEdited} />
      ) : (
        node.name !== '' && <span className={css.name}>{node.name}</span>
      )}
      {editing === 'value' ? (
        <InPlace label={`New value of ${node.name}`} text={node.value} onDone={onEdited} />
      ) : (
        node.value !== '' && (
          <span
            // A new key starts the flash anew, also when a value changes twice in a row.
            key={changed ? generation : 'same'}
            className={css.value}
            data-tone={node.failed ? 'failed' : valueTone(node)}
            data-changed={changed ? '' : undefined}
          >
            {node.value}
          </span>
        )
      )}
      {node.lazy && (
        <RowButton label={`Read ${node.name}`} onPress={props.onReveal}>
          <Eye size={12} aria-hidden />
        </RowButton>
      )}
      {props.onRemove && (
        <RowButton label={`Remove ${node.name}`} hidden onPress={props.onRemove}>
          <X size={12} aria-hidden />
        </RowButton>
      )}
    </div>
  );
}

/** In place of parts that are not there. */
export function TreeNote({ row }: { readonly row: Extract<TreeRow, { type: 'note' }> }) {
  return (
    <div
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={false}
      className={css.note}
      data-tone={row.tone}
      style={{ paddingInlineStart: 20 + row.depth * indent }}
    >
      {row.text}
    </div>
  );
}

interface RowButtonProps {
  readonly label: string;
  /** Only while the row is pointed at or active. */
  readonly hidden?: boolean;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}

function RowButton({ label, hidden = false, onPress, children }: RowButtonProps) {
  return (
    <button
      type="button"
      className={classNames(css.button, hidden && css.onHover)}
      aria-label={label}
      title={label}
      // The tree is one stop of the Tab key; its keys do the same.
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      {children}
    </button>
  );
}

interface InPlaceProps {
  readonly label: string;
  readonly text: string;
  readonly onDone: (text: string | null) => void;
}

function InPlace({ label, text, onDone }: InPlaceProps) {
  const [draft, setDraft] = useState(text);
  return (
    <input
      className={css.input}
      aria-label={label}
      value={draft}
      autoFocus
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
      onBlur={() => onDone(null)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') onDone(draft);
        if (event.key === 'Escape') onDone(null);
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.currentTarget.closest<HTMLElement>('[role="tree"]')?.focus();
      }}
    />
  );
}

function accessibleName({ node }: TreeRowViewProps['row'], changed: boolean): string {
  const value = node.value === '' ? '' : `: ${node.value}`;
  return `${node.name}${value}${changed ? ', changed' : ''}`;
}
