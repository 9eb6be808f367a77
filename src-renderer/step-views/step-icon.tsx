import {
  ArrowDownUp,
  BellRing,
  Box,
  Braces,
  CircleQuestionMark,
  CodeXml,
  Columns3,
  CornerDownLeft,
  FileInput,
  FileOutput,
  FilePen,
  FileText,
  Flag,
  Funnel,
  GitBranch,
  GitFork,
  Globe,
  LogOut,
  type LucideIcon,
  OctagonX,
  Play,
  RadioTower,
  Repeat,
  Route,
  ScrollText,
  Shield,
  ShieldAlert,
  Sigma,
  SkipForward,
  Split,
  StickyNote,
  Timer,
  Undo2,
  UserCheck,
  Variable,
  Workflow,
} from 'lucide-react';

// Icon names that step definitions use. Listed by hand: the whole set would weigh more than the
// rest of the window. step-icon.test.ts fails when a definition names an icon that is not here.

export const stepIcons: Readonly<Record<string, LucideIcon>> = {
  'arrow-down-up': ArrowDownUp,
  'bell-ring': BellRing,
  box: Box,
  braces: Braces,
  'code-xml': CodeXml,
  'columns-3': Columns3,
  'corner-down-left': CornerDownLeft,
  'file-input': FileInput,
  'file-output': FileOutput,
  'file-pen': FilePen,
  'file-text': FileText,
  flag: Flag,
  funnel: Funnel,
  'git-branch': GitBranch,
  'git-fork': GitFork,
  globe: Globe,
  'log-out': LogOut,
  'octagon-x': OctagonX,
  play: Play,
  'radio-tower': RadioTower,
  repeat: Repeat,
  route: Route,
  'scroll-text': ScrollText,
  'shield-alert': ShieldAlert,
  shield: Shield,
  sigma: Sigma,
  'skip-forward': SkipForward,
  split: Split,
  'sticky-note': StickyNote,
  timer: Timer,
  'undo-2': Undo2,
  'user-check': UserCheck,
  variable: Variable,
  workflow: Workflow,
};

export interface StepIconProps {
  /** The definition's icon name; a question mark for a kind that is not known. */
  readonly name: string | undefined;
  readonly size?: number;
}

export function StepIcon({ name, size = 16 }: StepIconProps) {
  const Icon =
    (name === undefined ? undefined : stepIcons[name]) ?? (name ? Box : CircleQuestionMark);
  return <Icon size={size} strokeWidth={1.75} aria-hidden />;
}
