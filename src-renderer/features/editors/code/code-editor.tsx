import { useCallback, useEffect, useMemo, useState } from 'react';
import { codeOptions } from '../monaco/editor-options';
import { loadedMonaco, loadMonaco } from '../monaco/load-monaco';
import type { Monaco, TextEditorInstance } from '../monaco/monaco-types';
import { TextEditor } from '../monaco/text-editor';
import { ambientTypes, type CodeContext, emptyCodeContext } from './ambient-types';
import css from './code-editor.module.css';
import { letTabThrough } from './let-tab-through';

export interface CodeEditorProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly label: string;
  readonly language: 'javascript' | 'typescript';
  /** What the code can reach: types for completion and checks. */
  readonly context?: CodeContext | undefined;
  readonly readOnly?: boolean | undefined;
  /** Fills its parent instead of growing with the code. */
  readonly fill?: boolean | undefined;
  /** Joins the editor to something else; answers how to part them. */
  readonly onMount?: ((editor: TextEditorInstance, monaco: Monaco) => () => void) | undefined;
}

const lines = { min: 10, max: 28 };

/** JavaScript or TypeScript of a code step: the body of an async function. */
export function CodeEditor(props: CodeEditorProps) {
  const { context = emptyCodeContext, fill = false } = props;
  const declarations = useMemo(() => ambientTypes(context), [context]);
  const [focused, setFocused] = useState(false);
  useAmbientTypes(declarations, focused);
  const mounted = props.onMount;
  const onMount = useCallback(
    (editor: TextEditorInstance, monaco: Monaco) => {
      const stops = [letTabThrough(editor), mounted?.(editor, monaco)];
      return () => {
        for (const stop of stops) stop?.();
      };
    },
    [mounted],
  );
  return (
    <div className={css.frame} data-fill={fill ? '' : undefined}>
      <TextEditor
        value={props.value}
        onChange={props.onChange}
        onBlur={() => {
          setFocused(false);
          props.onBlur?.();
        }}
        onFocus={() => setFocused(true)}
        language={props.language}
        label={props.label}
        options={codeOptions}
        lines={fill ? undefined : lines}
        readOnly={props.readOnly}
        onMount={onMount}
      />
      <p className={css.note}>Once you type, Tab indents. Ctrl+M lets it leave the editor.</p>
    </div>
  );
}

/**
 * Monaco's ambient declarations belong to a language, not to a text: the editor that is in use
 * sets them.
 */
function useAmbientTypes(declarations: string, focused: boolean): void {
  useEffect(() => {
    let gone = false;
    const apply = (): void => {
      const loaded = loadedMonaco();
      if (gone || !loaded) return;
      const file = 'file:///stepwell/code-step.d.ts';
      for (const defaults of [
        loaded.typescript.typescriptDefaults,
        loaded.typescript.javascriptDefaults,
      ]) {
        if (defaults.getExtraLibs()[file]?.content !== declarations) {
          defaults.addExtraLib(declarations, file);
        }
      }
    };
    void loadMonaco().then(apply);
    return () => {
      gone = true;
    };
  }, [declarations, focused]);
}
