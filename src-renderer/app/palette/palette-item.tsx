import { Command as Cmdk } from 'cmdk';
import type { ReactNode } from 'react';
import { Kbd } from '../../ui/kbd';
import css from './command-palette.module.css';

export interface PaletteItemProps {
  readonly value: string;
  readonly icon?: ReactNode;
  readonly title: string;
  readonly detail: string;
  readonly shortcut?: string | undefined;
  readonly onChoose: () => void;
}

export function PaletteItem({ value, icon, title, detail, shortcut, onChoose }: PaletteItemProps) {
  return (
    <Cmdk.Item value={value} onSelect={onChoose} className={css.item}>
      <span className={css.icon}>{icon}</span>
      <span className={css.title}>{title}</span>
      <span className={css.detail}>{detail}</span>
      {shortcut && <Kbd shortcut={shortcut} />}
    </Cmdk.Item>
  );
}
