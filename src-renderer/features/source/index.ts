export { revealInSource } from './reveal-in-source';
export { sourceCommands } from './source-format';
export { SourceView } from './source-view';
