import type { Migration } from '../migrate';
import { library } from './0010-library';
import { runs } from './0020-runs';
import { workflowFolder } from './0030-workflow-folder';
import { retention } from './0040-retention';
import { waits } from './0050-waits';
import { trust } from './0060-trust';
import { breakpoints } from './0070-breakpoints';
import { libraryOrder } from './0080-library-order';
import { costs } from './0090-costs';
import { oneStep } from './0100-one-step';

// In order, numbered by tens so that two branches can add one each. Append-only once released.
export const migrations: readonly Migration[] = [
  library,
  runs,
  workflowFolder,
  retention,
  waits,
  trust,
  breakpoints,
  libraryOrder,
  costs,
  oneStep,
];
