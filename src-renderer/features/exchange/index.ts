// The public face of exchange: workflows that leave as files and come as files.
export { ExchangeDialog } from './exchange-dialog';
export { requestExport, showImported } from './exchange-store';
