// The public face of merging: a file that was changed outside while it was edited here.
export { MergeDialog } from './merge-dialog';
