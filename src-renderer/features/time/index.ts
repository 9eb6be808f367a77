// The public face of time travel: the timeline and everything that looks at a run through its log.
export { compareWithShown } from './compare/compare-with-shown';
export { openDroppedCase } from './cases/case-actions';
export { OriginDialog } from './origin/origin-dialog';
export { showOrigin } from './origin/origin-store';
export { ValueActions } from './origin/value-actions';
export { WhyButton } from './origin/why-button';
export { subscribeToTime } from './subscribe';
export { timeCommands } from './time-commands';
export { TimePanel } from './time-panel';
export { useIsPast, ViewingPast } from './viewing-past';
