import { SecretRef, SecretText, type ResolvedValue } from '@shared/expressions/types';
import type { JsonValue } from '@shared/lib/json';
import type { StepContext } from '../../engine/types';

/** Whether there is a secret anywhere in a value. */
export function holdsSecret(value: ResolvedValue): boolean {
  if (value instanceof SecretRef || value instanceof SecretText) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((item: ResolvedValue) => holdsSecret(item));
}

/** A value with the secrets in it as text: for whoever receives them, never for an output. */
export async function revealSecrets(
  context: Pick<StepContext, 'reveal'>,
  value: ResolvedValue,
): Promise<JsonValue> {
  if (value instanceof SecretRef || value instanceof SecretText) return context.reveal(value);
  if (Array.isArray(value)) {
    return Promise.all(value.map((item: ResolvedValue) => revealSecrets(context, item)));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    async ([key, item]: [string, ResolvedValue]) =>
      [key, await revealSecrets(context, item)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
