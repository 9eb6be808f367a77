import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { Toaster as Sonner } from 'sonner';
import css from './toaster.module.css';

/** Where toasts appear; once, in the shell. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      offset={{ bottom: 36, right: 16 }}
      gap={8}
      visibleToasts={4}
      icons={{
        success: <CircleCheck />,
        error: <CircleAlert />,
        warning: <TriangleAlert />,
        info: <Info />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: css.toast ?? '',
          title: css.title ?? '',
          description: css.description ?? '',
          content: css.content ?? '',
          icon: css.icon ?? '',
          actionButton: css.action ?? '',
          cancelButton: css.cancel ?? '',
          success: css.success ?? '',
          error: css.error ?? '',
          warning: css.warning ?? '',
        },
      }}
    />
  );
}
