import { AppError, type AppErrorData } from '@shared/errors/app-error';
import type { JsonObject } from '@shared/lib/json';
import type { DebugProtocol } from '@vscode/debugprotocol';

// What goes wrong with a request, as the protocol says it.

/** A number per code, so that clients can tell errors apart; the code itself is in `variables`. */
function numberOf(code: string): number {
  let sum = 0;
  for (const character of code) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 90_000;
  return 10_000 + sum;
}

/** `stepwell` has what the studio asks the user about, such as the steps an effect of which would repeat. */
export function errorBody(
  data: AppErrorData,
): DebugProtocol.ErrorResponse['body'] & { readonly stepwell: JsonObject } {
  const text = data.hint === undefined ? data.message : `${data.message} ${data.hint}`;
  return {
    error: {
      id: numberOf(data.code),
      // Braces would be taken for places to put variables into.
      format: '{text}',
      variables: { text, code: data.code },
      showUser: data.kind !== 'bug',
    },
    stepwell: { ...data.details, code: data.code },
  };
}

/** For requests that are wrong by the protocol. */
export function protocolError(code: string, message: string, hint?: string): AppError {
  return new AppError({
    code,
    kind: 'user',
    message,
    ...(hint !== undefined && { hint }),
  });
}
