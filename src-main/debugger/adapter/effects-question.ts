import { type EffectAgain, effectsAgain, type GoingBack } from '@shared/debug/effects-again';
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
  const over = steps.filter(({ count }) => count > 0);
  const begun = steps.filter(({ unfinished }) => unfinished);
  if (client.supportsEffectsQuestion !== true) {
    const kept =
      'As long as the settings are the same, what came of it stands and nothing happens again.';
    const told = [
      ...(over.length > 0 ? [`${listed(over)} ${have(over)} happened already. ${kept}`] : []),
      ...(begun.length > 0 ? [`${unfinishedOf(begun)}`] : []),
    ];
    talk.event('output', { category: 'console', output: `${told.join(' ')}\n` });
    return undefined;
  }
  const asked = [
    ...(over.length > 0
      ? [`${listed(over)} ${have(over)} happened already and would be done again.`]
      : []),
    ...(begun.length > 0 ? [unfinishedOf(begun)] : []),
  ];
  throw new AppError({
    code: 'EFFECTS_ASK',
    kind: 'user',
    message: asked.join(' '),
    hint:
      over.length > 0
        ? 'Keep what came of it, or let it happen a second time.'
        : 'Let it begin again, or go on from where it stands.',
    details: {
      steps: steps.map(({ step, title, count, unfinished }) => ({
        step,
        title,
        ...(count > 1 && { effects: `has happened ${count} times` }),
        ...(count === 0 && { effects: 'has begun and not ended', unfinished }),
      })),
    },
  });
}

/** What a step has done by the middle of its work is in no log, so that it cannot stand. */
function unfinishedOf(begun: readonly EffectAgain[]): string {
  return `${listed(begun)} ${have(begun)} begun: what was done outside so far may happen again.`;
}

function have(steps: readonly EffectAgain[]): string {
  return steps.length > 1 ? 'have' : 'has';
}

function listed(steps: readonly EffectAgain[]): string {
  const names = steps.map(({ title, count }) => (count > 1 ? `${title} (${count} times)` : title));
  const shown = names.slice(0, 5).map((name) => `“${name}”`);
  const left = names.length - shown.length;
  const last = left > 0 ? `${left} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last ?? ''}`;
}

/** Doing the step of a stop again. */
export function restartOf({ step, path }: Stop): GoingBack {
  return { type: 'restart', step, path };
}
