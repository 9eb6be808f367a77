// The public face of versions: what a workflow was, what changed, and the way back.
export { VersionComparison } from './version-comparison';
export { VersionsDialog } from './versions-dialog';
