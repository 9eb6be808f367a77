import { Children, Fragment, isValidElement, type ReactElement, type ReactNode } from 'react';
import { Group, Separator } from 'react-resizable-panels';
import { classNames } from './class-names';
import type { PaneProps } from './pane';
import css from './split-pane.module.css';

export interface SplitPaneProps {
  readonly direction: 'horizontal' | 'vertical';
  /** `Pane`s; a falsy child is a pane that is not shown. */
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** Panes with a hairline between them that can be dragged, or moved with the arrow keys. */
export function SplitPane({ direction, children, className }: SplitPaneProps) {
  const panes = Children.toArray(children).filter((child) => isValidElement(child));
  return (
    <Group orientation={direction} className={classNames(css.group, className)}>
      {panes.map((pane, index) => (
        <Fragment key={pane.key}>
          {index > 0 && (
            <Separator
              className={classNames(css.separator, css[direction])}
              aria-label={`Resize ${nameOf(pane) ?? nameOf(panes[index - 1]) ?? 'the parts'}`}
            />
          )}
          {pane}
        </Fragment>
      ))}
    </Group>
  );
}

function nameOf(pane: ReactElement | undefined): string | undefined {
  return (pane?.props as PaneProps | undefined)?.name;
}
