import type { SemanticsProfile } from '@shared/workflow/model';
import css from '../step/step-inspector.module.css';

export interface ProfileNoticeProps {
  readonly profile: SemanticsProfile;
}

/** What an imported file means otherwise than ours do, so that nothing about it is a surprise. */
export function ProfileNotice({ profile }: ProfileNoticeProps) {
  const rules = rulesOf(profile);
  return (
    <section className={css.guard} aria-label="Imported meaning">
      <h3 className={css.guardTitle}>Imported from {profile.dialect}</h3>
      {rules.length === 0 ? (
        <p className={css.guardHelp}>It means what a workflow made here means.</p>
      ) : (
        <>
          <p className={css.guardHelp}>It keeps the meaning it had there:</p>
          <ul className={css.rules}>
            {rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function rulesOf(profile: SemanticsProfile): string[] {
  return [
    profile.missing === 'null' && 'A missing key is null.',
    profile.missing === 'literal' && 'A binding to a missing key stays as it is written.',
    profile.interpolation === 'text' && 'A binding always gives text.',
    profile.join === 'all' && 'A step runs when every wire into it was taken.',
    profile.join === 'settled' && 'A step runs when every wire into it is decided.',
    profile.scheduling === 'sequential' && 'Steps run one after the other, in the file’s order.',
  ].filter((rule) => rule !== false);
}
