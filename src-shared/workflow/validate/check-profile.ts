import { reportValue, type Validation } from './validation';

/** Says that the file means something else than the same words would mean without its profile. */
export function checkProfile(validation: Validation): void {
  const { profile } = validation.workflow;
  if (profile === undefined) return;
  const { dialect: _, ...differences } = profile;
  const parts = Object.entries(differences).map(([key, value]) => `${key}: ${value}`);
  reportValue(validation, ['profile'], {
    code: 'PROFILE_ACTIVE',
    severity: 'hint',
    message: `The workflow runs as ${profile.dialect || 'another program'} would run it${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`,
    hint: 'It was imported. Remove `profile` when it shall mean what other workflows mean.',
  });
}
