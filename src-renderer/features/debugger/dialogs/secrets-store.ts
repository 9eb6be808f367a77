import { createStore } from 'zustand/vanilla';

export interface SecretsAsked {
  readonly secrets: readonly string[];
  readonly answer: (given: Readonly<Record<string, string>> | null) => void;
}

export const secretsStore = createStore<{ readonly asked: SecretsAsked | null }>(() => ({
  asked: null,
}));

/** Values of secrets for a new run; null when somebody would rather not. */
export function askSecrets(
  secrets: readonly string[],
): Promise<Readonly<Record<string, string>> | null> {
  secretsStore.getState().asked?.answer(null);
  return new Promise((resolve) => {
    const answer: SecretsAsked['answer'] = (given) => {
      secretsStore.setState({ asked: null });
      resolve(given);
    };
    secretsStore.setState({ asked: { secrets, answer } });
  });
}
