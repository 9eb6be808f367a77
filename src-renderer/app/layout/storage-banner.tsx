import { HardDrive } from 'lucide-react';
import { resumeStorage, stallText, useStorage } from '../../features/storage/index';
import { Button } from '../../ui/button';
import { Banner } from './banner';

/** On every screen: nothing can be kept, so runs stand still. */
export function StorageBanner() {
  const stalled = useStorage((state) => state.stalled);
  const resuming = useStorage((state) => state.resuming);
  if (!stalled) return null;
  return (
    <Banner
      tone="error"
      icon={<HardDrive />}
      actions={
        <Button size="sm" variant="primary" busy={resuming} onClick={() => void resumeStorage()}>
          Resume
        </Button>
      }
    >
      {stallText(stalled)}
    </Banner>
  );
}
