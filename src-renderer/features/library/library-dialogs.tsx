import { ConfirmDialog } from '../../ui/confirm-dialog';
import { createFolder, countText, moveToFolder, renameFolder } from './organise';
import { closeLibraryQuestion, useLibraryQuestion } from './library-dialogs-store';
import { MoveDialog } from './move-dialog';
import { NameDialog } from './name-dialog';
import { RenameDialog } from './rename-dialog';
import { TagsDialog } from './tags-dialog';
import { purgeWorkflows } from './trash-actions';

/** The question that the library asks at the moment, if any. */
export function LibraryDialogs() {
  const question = useLibraryQuestion();
  switch (question?.type) {
    case 'rename':
      return <RenameDialog entry={question.entry} onClose={closeLibraryQuestion} />;
    case 'move':
      return (
        <MoveDialog
          entries={question.entries}
          onMove={(folder) => void moveToFolder(question.entries, folder)}
          onClose={closeLibraryQuestion}
        />
      );
    case 'tags':
      return <TagsDialog entries={question.entries} onClose={closeLibraryQuestion} />;
    case 'new-folder':
      return (
        <NameDialog
          title={question.around === '' ? 'New folder' : `New folder in “${question.around}”`}
          confirmLabel="Make folder"
          help="A slash makes a folder inside a folder, such as Finance/Monthly."
          onName={(name) =>
            void createFolder(question.around === '' ? name : `${question.around}/${name}`)
          }
          onClose={closeLibraryQuestion}
        />
      );
    case 'rename-folder':
      return (
        <NameDialog
          title="Rename folder"
          confirmLabel="Rename"
          name={question.path.split('/').at(-1) ?? ''}
          onName={(name) => void renameFolder(question.path, name)}
          onClose={closeLibraryQuestion}
        />
      );
    case 'purge':
      return (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && closeLibraryQuestion()}
          title={`Delete ${countText(question.entries)} for good?`}
          message="This cannot be undone. Their runs stay, and so do files outside of the library."
          confirmLabel="Delete for good"
          danger
          onConfirm={() => void purgeWorkflows(question.entries)}
        />
      );
    default:
      return null;
  }
}
