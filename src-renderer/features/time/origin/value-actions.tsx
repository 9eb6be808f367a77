import { Route } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../../ui/icon-button';
import { Popover } from '../../../ui/popover';
import { OriginView } from './origin-view';
import type { ValuePlace } from './value-place';

/** Where a value came from, and why it is not there: a button beside the value. */
export function ValueActions(props: ValuePlace) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      title={`Origin of the ${props.side}`}
      side="top"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label={`Show origin of the ${props.side}`} size="sm">
          <Route />
        </IconButton>
      }
    >
      {open && <OriginView {...props} onLeave={() => setOpen(false)} />}
    </Popover>
  );
}
