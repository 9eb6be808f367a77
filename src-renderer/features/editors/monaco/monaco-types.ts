import type * as api from 'monaco-editor/editor';
import type * as typescript from 'monaco-editor/languages/features/typescript/register';

export type Monaco = typeof api;
export type MonacoTypeScript = typeof typescript;
export type TextEditorInstance = api.editor.IStandaloneCodeEditor;
export type TextModel = api.editor.ITextModel;
