import { toast } from 'sonner';

export interface ToastAction {
  readonly label: string;
  readonly onSelect: () => void;
}

export interface ToastOptions {
  /** One toast per id: a second call replaces it. */
  readonly id?: string;
  readonly description?: string;
  readonly action?: ToastAction;
  /** Milliseconds; Infinity stays until it is closed. */
  readonly duration?: number;
}

export type ToastTone = 'plain' | 'success' | 'info' | 'warning' | 'error';

/** Tells the user something that happened, without stopping them. The toaster is a live region of its own. */
export function showToast(title: string, tone: ToastTone = 'plain', options: ToastOptions = {}) {
  const { id, description, action, duration } = options;
  const show = tone === 'plain' ? toast : toast[tone];
  return show(title, {
    ...(id !== undefined && { id }),
    ...(description !== undefined && { description }),
    ...(duration !== undefined && { duration }),
    ...(action && { action: { label: action.label, onClick: action.onSelect } }),
  });
}
