import { Separator } from '@base-ui/react/separator';
import css from './menu.module.css';

export function MenuSeparator() {
  return <Separator className={css.separator} />;
}
