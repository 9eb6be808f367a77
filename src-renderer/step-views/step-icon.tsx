import {
  ArrowDownUp,
  Box,
  Braces,
  CircleQuestionMark,
  CodeXml,
  FileInput,
  FileOutput,
  FilePen,
  FileText,
  Funnel,
  Globe,
  type LucideIcon,
  OctagonX,
  Play,
  Repeat,
  Route,
  ScrollText,
  Sigma,
  Split,
  StickyNote,
  Timer,
  Variable,
} from 'lucide-react';

// Icon names that step definitions use. Listed by hand: the whole set would weigh more than the
// rest of the window. step-icon.test.ts fails when a definition names an icon that is not here.

export const stepIcons: Readonly<Record<string, LucideIcon>> = {
  'arrow-down-up': ArrowDownUp,
  box: Box,
  braces: Braces,
  'code-xml': CodeXml,
  'file-input': FileInput,
  'file-output': FileOutput,
  'file-pen': FilePen,
  'file-text': FileText,
  funnel: Funnel,
  globe: Globe,
  'octagon-x': OctagonX,
  play: Play,
  repeat: Repeat,
  route: Route,
  'scroll-text': ScrollText,
  sigma: Sigma,
  split: Split,
  'sticky-note': StickyNote,
  timer: Timer,
  variable: Variable,
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
