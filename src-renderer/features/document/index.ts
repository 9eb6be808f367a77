export { documentCommands } from './commands/document-commands';
export { documentStore } from './document';
export type {
  AutosaveState,
  ChangeOrigin,
  DocumentChange,
  DocumentState,
  EditOptions,
  Selection,
} from './document-state';
export { editDocument } from './edit-document';
export { noSelection } from './no-selection';
export { setCallSource } from './call-source';
export { setTypeSource } from './type-source';
export { useDocument } from './use-document';
