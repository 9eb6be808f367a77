// Everything of Monaco that Stepwell uses, as one lazily loaded chunk: only `load-monaco.ts` may
// import this file, and only dynamically. All editor features are registered: chosen one by one,
// services that others rely on are missing at run time. Languages are chosen.
import * as api from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/typescript/register';
import * as json from 'monaco-editor/languages/features/json/register';
import JsonWorker from 'monaco-editor/languages/features/json/json.worker.js?worker';
import * as typescript from 'monaco-editor/languages/features/typescript/register';
import CodeWorker from '../code/code-worker?worker';
import { configureTypeScript } from '../code/configure-typescript';
import { registerExpressionLanguage } from '../expression/expression-language';
import {
  registerExpressionAids,
  registerExpressionProviders,
} from '../expression/expression-providers';
import { registerTemplateJsonLanguage } from '../expression/template-json-language';
import { followTheme } from './theme';
import { registerWorkflowYamlLanguage } from './workflow-yaml-language';

self.MonacoEnvironment = {
  getWorker(_moduleId, label) {
    if (label === 'json') return new JsonWorker();
    if (label === 'typescript' || label === 'javascript') return new CodeWorker();
    return new EditorWorker();
  },
};

// What is wrong with JSON is told by a check of our own, in words that say what to write.
json.jsonDefaults.setDiagnosticsOptions({ validate: false, schemas: [] });
configureTypeScript(typescript);
registerExpressionLanguage(api);
registerTemplateJsonLanguage(api);
registerWorkflowYamlLanguage(api);
registerExpressionProviders(api);
registerExpressionAids(api);
followTheme(api);

export const monaco = api;
export const monacoTypeScript = typescript;
