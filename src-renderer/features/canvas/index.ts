// The public face of the canvas feature.
export { Canvas } from './canvas';
export { canvasCommands } from './commands/canvas-commands';
export { centreOn as showStep } from './pan';
export { focusCanvas } from './canvas-store';
