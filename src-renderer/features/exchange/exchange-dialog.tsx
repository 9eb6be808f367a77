import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { closeExchange, type Exchange, exportNow, useExchange } from './exchange-store';
import { NeedsList } from './needs-list';

/** What a workflow needs besides its file: before it leaves, and after it came. */
export function ExchangeDialog() {
  const exchange = useExchange();
  if (!exchange) return null;
  return exchange.direction === 'export' ? (
    <ExportDialog exchange={exchange} />
  ) : (
    <ImportDialog exchange={exchange} />
  );
}

function ExportDialog({ exchange }: { readonly exchange: Exchange }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeExchange()}
      title={`Export “${exchange.name}”`}
      description="One text file. Values of secrets, runs and data never go with it. Whoever gets the file must supply:"
      footer={
        <>
          <Button variant="ghost" onClick={closeExchange}>
            Cancel
          </Button>
          <Button variant="primary" onClick={() => void exportNow(exchange.id, exchange.text)}>
            Choose where…
          </Button>
        </>
      }
    >
      <NeedsList needs={exchange.needs} />
    </Dialog>
  );
}

function ImportDialog({ exchange }: { readonly exchange: Exchange }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && closeExchange()}
      title={`“${exchange.name}” was added`}
      description="Nothing of it has run. It stays restricted until you trust it. To run it, have ready:"
      footer={
        <Button variant="primary" onClick={closeExchange}>
          Look at the workflow
        </Button>
      }
    >
      <NeedsList needs={exchange.needs} />
    </Dialog>
  );
}
