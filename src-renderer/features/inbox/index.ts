// The public face of the inbox: what waits for a person.
export { InboxButton } from './inbox-button';
export { inboxCommands } from './inbox-commands';
export { InboxDialog } from './inbox-dialog';
export { inboxStore, subscribeToInbox, useInbox } from './inbox';
