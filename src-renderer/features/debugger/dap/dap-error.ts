import type { DebugProtocol } from '@vscode/debugprotocol';
import type { AppErrorData } from '@shared/errors/app-error';
import { AppError } from '@shared/errors/app-error';

/** A step whose effect would happen again. */
export interface UnsafeStep {
  readonly step: string;
  readonly title?: string;
  readonly effects?: string;
  /** It was not done with them, so that there is no result that could stand. */
  readonly unfinished?: boolean;
}

/** The adapter refuses until somebody has said whether effects may happen again. */
export class EffectsQuestion extends AppError {
  constructor(
    data: AppErrorData,
    readonly steps: readonly UnsafeStep[],
  ) {
    super(data);
    this.name = 'EffectsQuestion';
  }
}

interface ErrorBody {
  readonly error?: DebugProtocol.Message;
  readonly stepwell?: {
    readonly code?: string;
    readonly hint?: string;
    readonly steps?: readonly UnsafeStep[];
  };
}

/** A refused request as an error that can be shown. */
export function dapError(response: DebugProtocol.Response): AppError {
  const body = (response.body ?? {}) as ErrorBody;
  const message = body.error ? filled(body.error) : (response.message ?? 'The debugger refused');
  const hint = body.stepwell?.hint;
  const data: AppErrorData = {
    code: body.stepwell?.code ?? body.error?.variables?.['code'] ?? 'DEBUG_REFUSED',
    kind: 'user',
    message,
    ...(hint !== undefined && { hint }),
  };
  return data.code === 'EFFECTS_ASK'
    ? new EffectsQuestion(data, body.stepwell?.steps ?? [])
    : new AppError(data);
}

/** The protocol's messages have `{name}` places for variables. */
function filled({ format, variables }: DebugProtocol.Message): string {
  return format.replaceAll(/\{(\w+)\}/g, (place, name: string) => variables?.[name] ?? place);
}
