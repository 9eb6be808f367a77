import { parentPort } from 'node:worker_threads';
import { failureData } from '../child/failure';
import { stripTypes } from '../strip-types';
import type { Stripped } from './type-stripper';

// The thread that takes types out of programs. It parses hostile texts, which can break the parser
// for good, so it is apart and replaceable. Nothing is evaluated here.

parentPort?.on('message', (program: string) => {
  parentPort?.postMessage(strip(program));
});

function strip(program: string): Stripped {
  try {
    return { program: stripTypes(program) };
  } catch (error) {
    const data = failureData(error, '');
    return data ? { data } : { broken: true };
  }
}
