import { useProblemCounts } from '../../features/problems/index';
import { Badge } from '../../ui/badge';

/** How many errors and warnings there are, on the tab of the problems. */
export function ProblemBadge() {
  const { error, warning } = useProblemCounts();
  if (error + warning === 0) return null;
  return <Badge tone={error > 0 ? 'error' : 'warning'}>{error + warning}</Badge>;
}
