export { revealInSource } from './reveal-in-source';
export { SourceView } from './source-view';
