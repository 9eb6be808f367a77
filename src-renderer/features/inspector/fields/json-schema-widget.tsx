import { isJsonObject } from '@shared/lib/json';
import { Braces, List } from 'lucide-react';
import { useState } from 'react';
import { SegmentedControl } from '../../../ui/segmented-control';
import { SchemaFieldsEditor } from '../schema/schema-fields-editor';
import { schemaToFields } from '../schema/schema-fields';
import css from './json-schema-widget.module.css';
import { JsonWidget } from './json-widget';
import type { WidgetProps } from './widget-props';

type View = 'fields' | 'json';

const views = [
  { value: 'fields', label: 'Fields', icon: <List /> },
  { value: 'json', label: 'JSON Schema', icon: <Braces /> },
] as const;

/** A JSON Schema as a list of fields; as JSON when it says more than the list can show. */
export function JsonSchemaWidget(props: WidgetProps) {
  const { value, label } = props;
  const simple = value === undefined || (isJsonObject(value) && schemaToFields(value) !== null);
  const typed = typeof props.draft.kept?.draft === 'string';
  const [wanted, setWanted] = useState<View>(typed ? 'json' : 'fields');
  const view = simple ? wanted : 'json';
  return (
    <div className={css.editor}>
      <SegmentedControl<View>
        label={`How to edit ${label}`}
        value={view}
        segments={views}
        disabled={!simple || typed}
        onValueChange={setWanted}
      />
      {view === 'fields' ? (
        <SchemaFieldsEditor {...props} />
      ) : (
        <>
          <JsonWidget {...props} field={{ ...props.field, bindable: false }} />
          {!simple && !typed && (
            <p className={css.note}>This schema says more than a list of fields can show.</p>
          )}
        </>
      )}
    </div>
  );
}
