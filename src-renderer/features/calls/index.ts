// The public face of the calls feature: the workflows that the open one calls.
export { callsStore } from './calls-store';
export { subscribeToCalls } from './subscribe';
