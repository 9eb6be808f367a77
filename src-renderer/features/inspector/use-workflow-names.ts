import { useDocument } from '../document';

const none: readonly string[] = [];

/** Names of secrets and environment variables that the workflow declares. */
export function useWorkflowNames(): {
  readonly secrets: readonly string[];
  readonly env: readonly string[];
} {
  const secrets = useDocument((state) => state.workflow?.secrets ?? none);
  const env = useDocument((state) => state.workflow?.env ?? none);
  return { secrets, env };
}
