import { Canvas } from '../../features/canvas/index';
import { useDocument } from '../../features/document/index';
import { ErrorBoundary } from '../../ui/error-boundary';
import css from './workflow-screen.module.css';

/** The middle of the window. */
export function Centre() {
  const id = useDocument((state) => state.id);
  return (
    <div className={css.centre}>
      <ErrorBoundary name="The canvas" resetKey={id}>
        <Canvas />
      </ErrorBoundary>
    </div>
  );
}
