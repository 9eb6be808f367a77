import { TriangleAlert } from 'lucide-react';
import { Button } from './button';
import { EmptyState } from './empty-state';

export interface ErrorPanelProps {
  readonly name: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What a panel shows in place of its content after it failed. */
export function ErrorPanel({ name, error, onRetry }: ErrorPanelProps) {
  const message = error instanceof Error ? error.message : String(error);
  return (
    <div role="alert" style={{ height: '100%' }}>
      <EmptyState
        icon={<TriangleAlert />}
        title={`${name} could not be shown`}
        description={`${message} Your work is safe; the rest of the window goes on working.`}
        actions={
          <>
            <Button variant="primary" onClick={onRetry}>
              Try again
            </Button>
            <Button onClick={() => void navigator.clipboard.writeText(errorDetails(name, error))}>
              Copy details
            </Button>
          </>
        }
      />
    </div>
  );
}

function errorDetails(name: string, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Stepwell: ${name} failed\n${stack}`;
}
