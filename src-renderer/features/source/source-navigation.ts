import { findStepDefinition } from '@shared/steps';
import { planEdit } from '@shared/workflow/edit/plan-edit';
import { stepNamedAt, usesOfStep } from '@shared/workflow/navigate/step-uses';
import { isStepId } from '@shared/workflow/step-id';
import { documentStore } from '../document';
import { type Monaco, type TextModel, workflowYamlLanguage } from '../editors';
import { definitionInCode } from './source-code-aids';
import { sourceSession } from './source-session';
import { monacoRange } from './source-ranges';

const verbatim = (kind: string): readonly string[] => findStepDefinition(kind)?.verbatim ?? [];

/** Monaco's own go to definition, peek references and rename, for the steps of a workflow. */
export function registerSourceNavigation(monaco: Monaco): void {
  monaco.languages.registerDefinitionProvider(workflowYamlLanguage, {
    provideDefinition(model, position) {
      const offset = model.getOffsetAt(position);
      const found = namedAt(model, offset);
      const place = found && found.parsed.places.stepId(found.id);
      if (place) return { uri: model.uri, range: monacoRange(model, place) };
      const code = sourceSession(model)?.codeAt(offset);
      return code ? definitionInCode(model, code) : null;
    },
  });
  monaco.languages.registerReferenceProvider(workflowYamlLanguage, {
    provideReferences(model, position) {
      const found = namedAt(model, model.getOffsetAt(position));
      if (!found) return [];
      return usesOfStep(found.parsed, found.id, verbatim).map(({ range }) => ({
        uri: model.uri,
        range: monacoRange(model, range),
      }));
    },
  });
  monaco.languages.registerRenameProvider(workflowYamlLanguage, {
    resolveRenameLocation(model, position) {
      const found = namedAt(model, model.getOffsetAt(position));
      if (found) return { range: monacoRange(model, found.range), text: found.id };
      const range = monacoRange(model, { from: 0, to: 0 });
      return { range, text: '', rejectReason: 'Put the caret on the name of a step.' };
    },
    provideRenameEdits(model, position, name) {
      const found = namedAt(model, model.getOffsetAt(position));
      if (!found) return { edits: [], rejectReason: 'Put the caret on the name of a step.' };
      if (!isStepId(name)) {
        return { edits: [], rejectReason: 'A name has letters, digits and _, no digit first.' };
      }
      const planned = planEdit(
        found.parsed,
        { type: 'rename-step', id: found.id, to: name },
        { verbatim },
      );
      if (!planned.ok) return { edits: [], rejectReason: planned.error.message };
      return {
        edits: planned.value.map((change) => ({
          resource: model.uri,
          versionId: model.getVersionId(),
          textEdit: { range: monacoRange(model, change), text: change.insert },
        })),
      };
    },
  });
}

/** The step that is named at an offset, where the text is the one that was read. */
function namedAt(model: TextModel, offset: number) {
  const { parsed } = documentStore.getState();
  if (!sourceSession(model) || !parsed || parsed.text !== model.getValue()) return null;
  const found = stepNamedAt(parsed, offset, verbatim);
  return found && { ...found, parsed };
}
