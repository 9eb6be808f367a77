import { useState } from 'react';
import { editDocument, useDocument } from '../../features/document/index';
import { Tooltip } from '../../ui/tooltip';
import css from './workflow-title.module.css';

/** The workflow's name, edited in place, whether it is saved, and its file. */
export function WorkflowTitle() {
  const name = useDocument((state) => state.workflow?.name ?? '');
  const dirty = useDocument((state) => state.dirty);
  const path = useDocument((state) => state.path);
  const editable = useDocument((state) => !state.readOnly && !state.stale);
  const [draft, setDraft] = useState<string | null>(null);

  function commit(): void {
    const wanted = draft?.trim() ?? '';
    setDraft(null);
    if (wanted === '' || wanted === name) return;
    editDocument(
      { type: 'set-workflow-field', field: 'name', value: wanted },
      { label: 'Rename workflow' },
    );
  }

  return (
    <h1 className={css.title}>
      {draft === null ? (
        <Tooltip content="Rename workflow">
          <button
            type="button"
            className={css.name}
            aria-label={`Workflow name: ${name}. Rename`}
            onClick={() => editable && setDraft(name)}
          >
            {name}
          </button>
        </Tooltip>
      ) : (
        <input
          className={css.input}
          aria-label="Workflow name"
          value={draft}
          maxLength={200}
          autoFocus
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') setDraft(null);
          }}
        />
      )}
      {dirty && <span className={css.dirty} role="img" aria-label="Not saved" title="Not saved" />}
      {path && (
        <span className={css.path} title={path}>
          {path.split(/[\\/]/).at(-1)}
        </span>
      )}
    </h1>
  );
}
