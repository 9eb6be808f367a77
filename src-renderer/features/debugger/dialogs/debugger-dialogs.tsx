import { BreakpointEditor } from '../breakpoints/breakpoint-editor';
import { GlyphMenu } from '../canvas/glyph-menu';
import { ValuePeek } from '../values/value-peek';
import { ValueMenu } from '../variables/value-menu';
import { AgainDialog } from './again-dialog';
import { EffectsDialog } from './effects-dialog';
import { ForkDialog } from './fork-dialog';
import { OutputDialog } from './output-dialog';
import { SecretsDialog } from './secrets-dialog';

/** Mounted once in the shell: everything of the debugger that opens above the window. */
export function DebuggerDialogs() {
  return (
    <>
      <BreakpointEditor />
      <GlyphMenu />
      <ValueMenu />
      <ValuePeek />
      <OutputDialog />
      <ForkDialog />
      <EffectsDialog />
      <AgainDialog />
      <SecretsDialog />
    </>
  );
}
