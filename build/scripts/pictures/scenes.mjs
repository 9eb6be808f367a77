import * as debug from './debugger.mjs';
import * as dialogs from './dialogs.mjs';
import * as library from './library.mjs';
import * as workflow from './workflow.mjs';

/** Every scene by name: `take` drives a studio of its own and takes the pictures. */
export const scenes = {
  library: { take: library.takeLibrary },
  runs: { take: library.takeRuns },
  workflow: { take: workflow.takeWorkflow },
  small: { take: workflow.takeSmall },
  contents: { take: workflow.takeContents },
  tabs: { take: workflow.takeTabs },
  types: { take: workflow.takeTypes },
  debugger: { take: debug.takeDebugger },
  time: { take: debug.takeTime },
  dialogs: { take: dialogs.takeDialogs },
  versions: { take: dialogs.takeVersions },
  merge: { take: dialogs.takeMerge },
};
