import type { TextChange } from '../text-change';
import type { EmitStyle } from './emit';

/** One rendering: the text it refers to, and the splices found so far. */
export interface Render {
  readonly text: string;
  readonly style: EmitStyle;
  readonly changes: TextChange[];
}
