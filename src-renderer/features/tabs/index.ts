export { tabCommands } from './tab-commands';
export { TabStrip } from './tab-strip';
export { followTabs } from './tabs';
