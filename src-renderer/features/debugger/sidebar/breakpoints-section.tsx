import { ListX, Plus, ToggleLeft } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button';
import { effectiveBreakpoints } from '@shared/debug/effective-breakpoints';
import { IconButton } from '../../../ui/icon-button';
import { Menu } from '../../../ui/menu';
import { MenuItem } from '../../../ui/menu-item';
import { useDocument } from '../../document/index';
import { breakpointsStore, useBreakpoints } from '../debugger';
import { editBreakpointAt } from '../breakpoints/breakpoint-editor-store';
import { BreakpointRow } from './breakpoint-row';
import { ErrorFilters } from './error-filters';
import { Section, SectionNote } from './section';

/** Rows at first; thousands of them would keep the side bar from drawing anything else. */
const page = 200;

/** Every breakpoint of the open workflow, personal and shared, and what errors stop a run. */
export function BreakpointsSection() {
  const breakpoints = useBreakpoints((state) => state.breakpoints);
  const shared = useBreakpoints((state) => state.shared);
  const status = useBreakpoints((state) => state.status);
  // Titles are part of the rows: they follow the document.
  useDocument((state) => state.workflow);
  const all = effectiveBreakpoints(shared, breakpoints);
  const [limit, setLimit] = useState(page);
  const inFile = new Set(shared.map(({ id }) => id));
  const anyOn = breakpoints.some(({ enabled }) => enabled);
  return (
    <Section
      name="breakpoints"
      title="Breakpoints"
      actions={
        <>
          <Menu
            align="end"
            trigger={
              <IconButton label="Add a breakpoint" size="sm">
                <Plus />
              </IconButton>
            }
          >
            <MenuItem onSelect={() => editBreakpointAt({ type: 'kind', kind: 'code' }, 'target')}>
              On every step of a kind…
            </MenuItem>
            <MenuItem onSelect={() => editBreakpointAt({ type: 'data', path: 'vars.' }, 'target')}>
              When a value changes…
            </MenuItem>
          </Menu>
          <IconButton
            label={anyOn ? 'Disable all breakpoints' : 'Enable all breakpoints'}
            size="sm"
            disabled={breakpoints.length === 0}
            onClick={() => breakpointsStore.setAllEnabled(!anyOn)}
          >
            <ToggleLeft />
          </IconButton>
          <IconButton
            label="Remove all breakpoints"
            size="sm"
            disabled={breakpoints.length === 0}
            onClick={() => breakpointsStore.removeAll()}
          >
            <ListX />
          </IconButton>
        </>
      }
    >
      <ErrorFilters />
      {status === 'failed' && (
        <SectionNote>The kept breakpoints could not be read. New ones still work.</SectionNote>
      )}
      {all.length === 0 ? (
        <SectionNote>
          Press F9 on a step, a wire or a line of code, or click the dot at a step’s left edge.
        </SectionNote>
      ) : (
        <ul aria-label="Breakpoints">
          {all.slice(0, limit).map((breakpoint) => (
            <BreakpointRow
              key={breakpoint.id}
              breakpoint={breakpoint}
              shared={inFile.has(breakpoint.id)}
            />
          ))}
        </ul>
      )}
      {all.length > limit && (
        <SectionNote>
          {(all.length - limit).toLocaleString('en')} more.{' '}
          <Button size="sm" onClick={() => setLimit(limit + page)}>
            Show more
          </Button>
        </SectionNote>
      )}
    </Section>
  );
}
