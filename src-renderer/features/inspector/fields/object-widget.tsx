import css from './object-widget.module.css';
import type { WidgetProps } from './widget-props';

/** An object with known members, one under the other. */
export function ObjectWidget({ field, path, Setting }: WidgetProps) {
  return (
    <div className={css.members}>
      {field.fields.map((member) => (
        <Setting key={member.key} field={member} path={[...path, member.key]} compact />
      ))}
    </div>
  );
}
