// The public face of storage: what keeps runs, and for how long.
export { RetentionFields } from './retention-fields';
export { stallText } from './storage-banner-text';
export { resumeStorage, subscribeToStorage, useStorage } from './storage-store';
