// The public face of trust: files from outside, until the user has looked at them.
export { TrustDialog } from './trust-dialog';
export { setLooking, trustWorkflow } from './trust-store';
export { trustCommands } from './trust-commands';
