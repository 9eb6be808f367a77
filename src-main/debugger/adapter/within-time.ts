import { protocolError } from './protocol-error';

const limit = 10_000;

/** Gives up on code that does not come back; it is told, and the debugger stays usable. */
export async function withinTime<T>(work: Promise<T>, text: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        protocolError(
          'DEBUG_EVALUATE_TIMEOUT',
          `${text.trim().slice(0, 200)} did not come to an end in ${limit / 1_000} seconds.`,
          'Stop the run if it does not answer any more.',
        ),
      );
    }, limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
