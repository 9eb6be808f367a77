import { ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { FieldModel } from './field-model';
import { useKeptKeys } from '../drafts/use-field-draft';
import { SettingField } from '../fields/setting-field';
import { useForm } from './form-context';
import { formSections } from './form-sections';
import css from './settings-form.module.css';

export interface SettingsFormProps {
  readonly fields: readonly FieldModel[];
}

/** The generated form: groups under headings, rarely used settings folded away. */
export function SettingsForm({ fields }: SettingsFormProps) {
  const { stepId, area, config, problems } = useForm();
  /** As the user wants it; null until they say. */
  const [open, setOpen] = useState<boolean | null>(null);
  const sections = useMemo(() => formSections(fields, config), [fields, config]);
  const kept = useKeptKeys(stepId, area);
  const needed = sections.advanced.some(
    ({ key }) => kept.includes(key) || problems.some(({ path }) => path?.[0] === key),
  );
  // It stays open once a problem opened it: mending that would fold away the field one writes in.
  const [opened, setOpened] = useState(needed);
  if (needed && !opened) setOpened(true);
  const unfolded = needed || (open ?? opened);
  return (
    <div className={css.form}>
      {sections.groups.map((group) => (
        <section
          key={group.title ?? ''}
          className={css.group}
          aria-label={group.title ?? undefined}
        >
          {group.title !== null && group.title !== group.fields[0]?.label && (
            <h3 className={css.title}>{group.title}</h3>
          )}
          {group.fields.map((field) => (
            <SettingField key={field.key} field={field} path={[field.key]} />
          ))}
        </section>
      ))}
      {sections.advanced.length > 0 && (
        <section className={css.group}>
          <button
            type="button"
            className={css.fold}
            aria-expanded={unfolded}
            onClick={() => setOpen(!unfolded)}
          >
            <ChevronRight aria-hidden />
            More settings
            {!unfolded && sections.advancedSet > 0 && (
              <span className={css.count}>{sections.advancedSet} set</span>
            )}
          </button>
          {unfolded &&
            sections.advanced.map((field) => (
              <SettingField key={field.key} field={field} path={[field.key]} />
            ))}
        </section>
      )}
    </div>
  );
}
