import { Braces, Copy, Route } from 'lucide-react';
import type { JsonValue } from '@shared/lib/json';
import { MenuItem } from '../../../ui/menu-item';
import { PointMenu } from '../../../ui/point-menu';
import { type StepValue, useValueActions } from '../value-actions';
import { pathText } from './value-shape';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ValueRowMenuProps {
  /** Closed when null. */
  readonly at: Point | null;
  readonly path: readonly (string | number)[];
  /** Expression that gives the whole value. */
  readonly expression?: string;
  readonly of?: StepValue;
  /** What it is a part of. */
  readonly whole: JsonValue;
  readonly onCopy: () => void;
  readonly onClose: () => void;
}

/** What can be done with a part of a recorded value. */
export function ValueRowMenu(props: ValueRowMenuProps) {
  const { at, path, expression, of, whole, onCopy, onClose } = props;
  const { showOrigin, valueItems: Items } = useValueActions();
  const own = expression === undefined ? undefined : `${expression}${pathText(path)}`;
  return (
    <PointMenu at={at} onClose={onClose}>
      <MenuItem icon={<Copy size={14} />} onSelect={onCopy}>
        Copy value
      </MenuItem>
      <MenuItem
        icon={<Braces size={14} />}
        disabled={expression === undefined}
        onSelect={() => void navigator.clipboard.writeText(own ?? '')}
      >
        Copy as expression
      </MenuItem>
      {Items && own !== undefined && (
        <Items
          expression={own}
          pin={of?.side === 'output' ? { step: of.step, value: whole } : undefined}
        />
      )}
      {of && showOrigin && (
        <MenuItem icon={<Route size={14} />} onSelect={() => showOrigin({ ...of, field: path })}>
          Show where this value comes from
        </MenuItem>
      )}
    </PointMenu>
  );
}
