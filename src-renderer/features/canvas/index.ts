// The public face of the canvas feature.
export { Canvas } from './canvas';
export { canvasCommands } from './commands/canvas-commands';
export { reveal as showStep } from './pan';
export { focusCanvas } from './canvas-store';
export { StepMenuItems } from './menus/step-menu-items';
export { openPaletteToReplace } from './open-palette';
export { stateText, StateMark } from './state-mark';
export type { PictureMark } from './picture/picture-colors';
export { WorkflowPicture } from './picture/workflow-picture';
