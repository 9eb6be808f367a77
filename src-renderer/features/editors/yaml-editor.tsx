import { codeOptions } from './monaco/editor-options';
import type { Monaco, TextEditorInstance } from './monaco/monaco-types';
import { TextEditor } from './monaco/text-editor';
import { workflowYamlLanguage } from './monaco/workflow-yaml-language';

export interface YamlEditorProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly label: string;
  readonly readOnly?: boolean | undefined;
  readonly lines?: { readonly min: number; readonly max: number } | undefined;
  readonly onMount?: ((editor: TextEditorInstance, monaco: Monaco) => () => void) | undefined;
}

/** YAML with colours, folding and line numbers. */
export function YamlEditor(props: YamlEditorProps) {
  return (
    <TextEditor
      {...props}
      language={workflowYamlLanguage}
      options={{
        ...codeOptions,
        quickSuggestions: { other: true, comments: false, strings: true },
      }}
    />
  );
}
