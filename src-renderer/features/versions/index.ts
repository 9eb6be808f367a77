// The public face of versions: what a workflow was, what changed, and the way back.
export { VersionsDialog } from './versions-dialog';
