export { searchCommands } from './search-commands';
export { SearchPanel } from './search-panel';
