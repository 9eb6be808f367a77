import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { settingsStore, useSettings } from '../../settings/index';
import css from './section.module.css';

export interface SectionProps {
  /** Remembers under this name whether it is open. */
  readonly name: string;
  readonly title: string;
  readonly badge?: ReactNode;
  /** Small icon buttons at the end of its head. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the Run and debug side bar that folds away. */
export function Section({ name, title, badge, actions, children }: SectionProps) {
  const key = `debugger.section.${name}`;
  const open = useSettings((settings) => settings.view[key] !== false);
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={`${id}title`}>
      <header className={css.header}>
        <h2 className={css.title} id={`${id}title`}>
          <button
            type="button"
            className={css.fold}
            aria-expanded={open}
            aria-controls={`${id}body`}
            onClick={() => settingsStore.setView(key, !open)}
          >
            <ChevronRight size={12} aria-hidden />
            {title}
          </button>
        </h2>
        {badge}
        {open && actions && <div className={css.actions}>{actions}</div>}
      </header>
      {open && (
        <div id={`${id}body`} className={css.body}>
          {children}
        </div>
      )}
    </section>
  );
}

/** What a section says while it has nothing to show. */
export function SectionNote({ children }: { readonly children: ReactNode }) {
  return <p className={css.note}>{children}</p>;
}
