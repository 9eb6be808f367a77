import { AppError } from '@shared/errors/app-error';

export function stopGone(step: string): AppError {
  return new AppError({
    code: 'STOP_GONE',
    kind: 'user',
    message: `Step "${step}" does not stand there any more.`,
    hint: 'Look at where the run stands now, and try again there.',
    details: { step },
  });
}

export function notHere(step: string, what: string, why: string, hint: string): AppError {
  return new AppError({
    code: 'STOP_CANNOT',
    kind: 'user',
    message: `${what} is not possible at step "${step}": ${why}.`,
    hint,
    details: { step },
  });
}

export function jumpOutside(step: string, to: string, why: string): AppError {
  return new AppError({
    code: 'JUMP_OUTSIDE',
    kind: 'user',
    message: `The run cannot go on from step "${step}" at "${to}": ${why}.`,
    hint: 'Choose a step of the same graph: of the same loop body, branch or workflow.',
    details: { step, to },
  });
}
