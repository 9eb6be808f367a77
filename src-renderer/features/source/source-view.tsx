import { useEffect, useRef } from 'react';
import { documentStore, useDocument } from '../document';
import { loadMonaco, sourceOptions, workflowYamlLanguage } from '../editors';
import { hostAtOffset } from './host-at-offset';
import { joinSource } from './source-editor';
import css from './source-view.module.css';

/** The workflow's text in the real editor, in step with canvas and inspector both ways. */
export function SourceView() {
  const host = useRef<HTMLDivElement>(null);
  const id = useDocument((state) => state.id);
  const readOnly = useDocument((state) => state.readOnly);

  useEffect(() => {
    const element = host.current;
    if (!element || id === null) return;
    let leave: (() => void) | null = null;
    let gone = false;
    void loadMonaco().then(({ monaco }) => {
      if (gone) return;
      const model = monaco.editor.createModel(documentStore.getState().text, workflowYamlLanguage);
      const editor = monaco.editor.create(element, {
        ...sourceOptions,
        model,
        readOnly,
        ariaLabel: 'Workflow source',
      });
      const part = joinSource({
        editor,
        monaco,
        markClass: css.selected ?? '',
        hostAt: hostAtOffset,
      });
      leave = () => {
        part();
        editor.dispose();
        model.dispose();
      };
    });
    return () => {
      gone = true;
      leave?.();
    };
  }, [id, readOnly]);

  return <section ref={host} className={css.source} aria-label="Source" data-source="" />;
}
