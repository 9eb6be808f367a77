import { effectsAgain, type GoingBack } from '@shared/debug/effects-again';
import type { Stop } from '@shared/debug/stops';
import { AppError } from '@shared/errors/app-error';
import type { Again } from '../../engine/gates/debug-port';
import type { Conversation } from './conversation';

/**
 * Going back over effects that have happened needs an answer: what they gave stands, or they happen again.
 * A client that can ask a person is refused until it brings one. For others what they gave stands, and
 * the console says so.
 */
export function settleEffects(
  talk: Conversation,
  back: GoingBack,
  answer: Again | undefined,
): Again | undefined {
  if (answer !== undefined) return answer;
  const { view, client } = talk;
  view.load();
  const steps = effectsAgain(view.log, view.programs, back);
  if (steps.length === 0) return undefined;
  const names = steps.map(({ title, count }) => (count > 1 ? `${title} (${count} times)` : title));
  const have = steps.length > 1 ? 'have' : 'has';
  if (client.supportsEffectsQuestion !== true) {
    const kept = `${listed(names)} ${have} happened already. As long as the settings are the same, what came of it stands and nothing happens again.\n`;
    talk.event('output', { category: 'console', output: kept });
    return undefined;
  }
  throw new AppError({
    code: 'EFFECTS_ASK',
    kind: 'user',
    message: `${listed(names)} ${have} happened already and would be done again.`,
    hint: 'Keep what came of it, or let it happen a second time.',
    details: {
      steps: steps.map(({ step, title, count }) => ({
        step,
        title,
        ...(count > 1 && { effects: `has happened ${count} times` }),
      })),
    },
  });
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `“${name}”`);
  const left = names.length - shown.length;
  const last = left > 0 ? `${left} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last ?? ''}`;
}

/** Doing the step of a stop again. */
export function restartOf({ step, path }: Stop): GoingBack {
  return { type: 'restart', step, path };
}
