import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { importDropped } from './import-dropped';
import css from './file-drop.module.css';

/** Takes workflow files dropped anywhere on the window, and shows that it will. */
export function FileDrop() {
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
      if (files.length > 0) void importDropped(files);
    };
    window.addEventListener('dragenter', onEnter, { signal });
    window.addEventListener('dragleave', onLeave, { signal });
    window.addEventListener('dragover', onOver, { signal });
    window.addEventListener('drop', onDrop, { signal });
    return () => controller.abort();
  }, []);

  if (!over) return null;
  return (
    <div className={css.overlay}>
      <div className={css.card}>
        <FileDown size={24} strokeWidth={1.5} />
        Drop workflow files to add them to the library
      </div>
    </div>
  );
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
