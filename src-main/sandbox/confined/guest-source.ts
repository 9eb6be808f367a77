import { linesBefore } from '../program-text';
import {
  callLimits,
  fullLogMessage,
  maximumLogLength,
  maximumLogLines,
  maximumResultDepth,
  maximumResultLength,
} from '../protocol';
import { createSleep } from '../guest/create-sleep';
import { fixSurroundings } from '../guest/fix-surroundings';
import { startBare } from './guest/bare';
import { createGuestConsole } from './guest/console';
import { createGuest, type GuestLimits } from './guest/guest';
import { createInspect } from './guest/inspect';
import { keptNames, missingNames } from './guest/names';
import { startPage } from './guest/page';
import { createResultText } from './guest/result';
import { createStackReader } from './guest/stack';

// The guest as one program text. Its functions are written so that each stands alone: what they need
// from each other is handed over here, by name.

const limits: GuestLimits = {
  linesBefore,
  maximumResultLength,
  maximumResultDepth,
  maximumVariables: callLimits.messages,
  maximumLogLength,
  maximumLogLines,
  fullLogMessage,
  missingNames,
};

const parts = {
  createStackReader,
  createInspect,
  createGuestConsole,
  createResultText,
  createSleep,
  fixSurroundings,
};
const partsText = Object.entries(parts)
  .map(([name, part]) => `${name}: ${part.toString()}`)
  .join(',\n');
const guestText = `(host) => (${createGuest.toString()})({\n${partsText}\n}, ${JSON.stringify(limits)}, host)`;

/** Starts the guest in a page. */
export function pageSource(): string {
  return `'use strict';\n(${startPage.toString()})(${guestText}, ${JSON.stringify(keptNames)});`;
}

/** An expression that gives a function of the host, which starts the guest in a bare engine. */
export function bareSource(): string {
  return `'use strict';\n(host) => (${startBare.toString()})(${guestText}, host)`;
}
