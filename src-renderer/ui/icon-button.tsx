import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './class-names';
import { Tooltip } from './tooltip';
import css from './icon-button.module.css';

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children'> {
  /** Its name: the tooltip, and what a screen reader says. */
  readonly label: string;
  readonly shortcut?: string | undefined;
  /** The id of the command it stands for: its shortcut is shown as it is now. */
  readonly command?: string | undefined;
  readonly size?: 'sm' | 'md';
  /** For a toggle: whether it is on. */
  readonly pressed?: boolean;
  readonly tooltipSide?: 'top' | 'right' | 'bottom' | 'left';
  /** The icon. */
  readonly children: ReactNode;
}

export function IconButton({
  label,
  shortcut,
  command,
  size = 'md',
  pressed,
  tooltipSide = 'bottom',
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut} command={command} side={tooltipSide}>
      <BaseButton
        {...rest}
        // Focusable although disabled, so that the tooltip can still say what it is.
        focusableWhenDisabled
        aria-label={label}
        aria-pressed={pressed}
        className={classNames(css.button, css[size], className)}
      >
        {children}
      </BaseButton>
    </Tooltip>
  );
}
