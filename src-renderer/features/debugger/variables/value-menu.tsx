import { Braces, Copy, Eye, Hexagon, PenLine, Pin, Route } from 'lucide-react';
import { createStore, useStore } from 'zustand';
import type { JsonValue } from '@shared/lib/json';
import { MenuItem } from '../../../ui/menu-item';
import { PointMenu } from '../../../ui/point-menu';
import { announce } from '../../../ui/announcer';
import { editDocument, useDocument } from '../../document/index';
import { breakpointsStore, useDebugger, watchStore } from '../debugger';
import { findAt } from '../breakpoints/target';
import { shownFrame } from '../session/debugger-state';
import { places } from '../session/places';
import { dataPathOf } from './data-path';
import { originOf } from './origin-of';
import type { Point } from './point';
import { valueOf } from './read-value';
import type { TreeNode } from './tree-node';

interface MenuState {
  readonly node: TreeNode | null;
  readonly at: Point | null;
  readonly onSet: (() => void) | null;
}

const menuStore = createStore<MenuState>(() => ({ node: null, at: null, onSet: null }));

/** Opens the menu of a value; `onSet` begins to write it in place, where that is possible. */
export function openValueMenu(node: TreeNode, at: Point, onSet: (() => void) | null = null): void {
  menuStore.setState({ node, at, onSet });
}

/** Mounted once: what can be done with a value. */
export function ValueMenu() {
  const { node, at, onSet } = useStore(menuStore);
  const frame = useDebugger(shownFrame);
  const origin = node && originOf(node, frame?.stepwell);
  const expression = node?.expression;
  const path = expression === undefined ? null : dataPathOf(expression);
  const pinned = expression === undefined ? undefined : /^steps\.(\w+)$/.exec(expression)?.[1];
  return (
    <PointMenu at={at} onClose={() => menuStore.setState({ at: null })}>
      {node && (
        <>
          <MenuItem
            icon={<Copy size={14} />}
            onSelect={() => void copyValue(node).then(() => announce('Value copied'))}
          >
            Copy value
          </MenuItem>
          <MenuItem
            icon={<Braces size={14} />}
            disabled={expression === undefined}
            onSelect={() => void navigator.clipboard.writeText(expression ?? '')}
          >
            Copy as expression
          </MenuItem>
          <MenuItem
            icon={<Eye size={14} />}
            disabled={expression === undefined}
            onSelect={() => watchStore.add(expression ?? '')}
          >
            Add to watch
          </MenuItem>
          <MenuItem
            icon={<PenLine size={14} />}
            shortcut="F2"
            disabled={onSet === null}
            onSelect={() => onSet?.()}
          >
            Set value…
          </MenuItem>
          {pinned !== undefined && (
            <MenuItem icon={<Pin size={14} />} onSelect={() => void pinValue(pinned, node)}>
              Pin output
            </MenuItem>
          )}
          <BreakOnChangeItem path={path} />
          <MenuItem
            icon={<Route size={14} />}
            disabled={origin === null}
            onSelect={() => origin !== null && places().showOrigin(origin)}
          >
            Show where this value comes from
          </MenuItem>
        </>
      )}
    </PointMenu>
  );
}

async function copyValue(node: TreeNode): Promise<void> {
  const value = await valueOf(node);
  const text = value === undefined ? node.value : JSON.stringify(value, null, 2);
  await navigator.clipboard.writeText(typeof value === 'string' ? value : text);
}

async function pinValue(step: string, node: TreeNode): Promise<void> {
  const value = await valueOf(node);
  if (value !== undefined) pinOutput(step, value);
}

function pinOutput(step: string, value: JsonValue): void {
  editDocument({ type: 'set-pin', id: step, value }, { label: 'Pin output' });
}

export interface RecordedValueItemsProps {
  /** Gives the value. */
  readonly expression: string;
  /** Its whole output, where the step can be pinned to it. */
  readonly pin?: { readonly step: string; readonly value: JsonValue } | undefined;
}

/** What the debugger adds to the menu of a recorded value, wherever that is shown. */
export function RecordedValueItems({ expression, pin }: RecordedValueItemsProps) {
  const path = dataPathOf(expression);
  const editable = useDocument((state) => !state.readOnly && !state.stale);
  return (
    <>
      <MenuItem icon={<Eye size={14} />} onSelect={() => watchStore.add(expression)}>
        Add to watch
      </MenuItem>
      {pin && (
        <MenuItem
          icon={<Pin size={14} />}
          disabled={!editable}
          onSelect={() => pinOutput(pin.step, pin.value)}
        >
          Pin output
        </MenuItem>
      )}
      <BreakOnChangeItem path={path} />
    </>
  );
}

function BreakOnChangeItem({ path }: { readonly path: string | null }) {
  return (
    <MenuItem
      icon={<Hexagon size={14} />}
      disabled={path === null}
      onSelect={() => path !== null && breakOnChange(path)}
    >
      Break when this changes
    </MenuItem>
  );
}

function breakOnChange(path: string): void {
  const target = { type: 'data', path } as const;
  if (findAt(breakpointsStore.getState().breakpoints, target)) return;
  breakpointsStore.put({ id: breakpointsStore.newId(), target, enabled: true });
  announce(`Stops when ${path} changes`);
}
