import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { takeDropped } from './import-dropped';
import css from './file-drop.module.css';

export interface FileDropProps {
  /** A case was dropped, or a file that claims to be one. Does not change. */
  readonly onCase: (file: File) => Promise<void>;
}

/** Takes workflow files and cases dropped anywhere on the window, and shows that it will. */
export function FileDrop({ onCase }: FileDropProps) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Leaving a child fires too: count, and the window has been left when it is zero again.
    let depth = 0;
    const controller = new AbortController();
    const { signal } = controller;
    const onEnter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) void takeDropped(files, onCase);
    };
    window.addEventListener('dragenter', onEnter, { signal });
    window.addEventListener('dragleave', onLeave, { signal });
    window.addEventListener('dragover', onOver, { signal });
    window.addEventListener('drop', onDrop, { signal });
    return () => controller.abort();
  }, [onCase]);

  if (!over) return null;
  return (
    <div className={css.overlay}>
      <div className={css.card}>
        <FileDown size={24} strokeWidth={1.5} />
        Drop workflow files to add them to the library, or a case to open it
      </div>
    </div>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
