import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { useMemo } from 'react';
import { WorkflowPicture } from '../canvas/index';

export interface TemplatePictureProps {
  /** A workflow file. */
  readonly text: string;
  readonly detail: 'full' | 'thumbnail';
  readonly className?: string | undefined;
}

/** A workflow's graph; decoration, its name and description stand beside it. */
export function TemplatePicture({ text, detail, className }: TemplatePictureProps) {
  const workflow = useMemo(() => parseWorkflow(text).workflow, [text]);
  if (!workflow) return null;
  return <WorkflowPicture workflow={workflow} detail={detail} className={className} />;
}
