// The public face of the types feature: what is known of the open workflow's types.
export { subscribeToTypes } from './subscribe';
export { sureTypesOf, typeEvidence, typesOf } from './typing';
export { ReferencesPanel } from './navigation/references-panel';
export { RenameDialog } from './navigation/rename-dialog';
export { useTypes } from './use-types';
export { navigationCommands } from './navigation/navigation-commands';
export { setNavigation, showInSource } from './navigation/go-to';
export { QuickFixDialog } from './navigation/quick-fix-dialog';
