import type { SampleEntry } from '@shared/ipc/library';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { FileText } from 'lucide-react';
import { useMemo } from 'react';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ValueView } from '../runs/index';
import { TemplatePicture } from './template-picture';
import css from './template-preview.module.css';

export interface TemplatePreviewProps {
  readonly template: SampleEntry;
  readonly onUse: () => void;
  readonly onClose: () => void;
}

/** Everything one wants to know before taking a template: the graph, what goes in, what comes out. */
export function TemplatePreview({ template, onUse, onClose }: TemplatePreviewProps) {
  const sample = useMemo(() => parseWorkflow(template.text).workflow?.samples[0], [template.text]);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={template.name}
      description={template.description}
      size="xl"
      footer={
        <>
          <span className={css.note}>
            Makes a copy of its own, with its data, in your library. It runs offline.
          </span>
          <Button variant="ghost" onClick={onClose}>
            Back to the templates
          </Button>
          <Button variant="primary" data-autofocus="" onClick={onUse}>
            Use template
          </Button>
        </>
      }
    >
      <div className={css.preview}>
        <div className={css.picture} role="img" aria-label={`${template.stepCount} steps`}>
          <TemplatePicture text={template.text} detail="thumbnail" className={css.graph} />
        </div>
        <p className={css.gives}>
          <strong>It gives:</strong> {template.gives}
        </p>
        <div className={css.tags}>
          <Badge tone="accent">{template.category}</Badge>
          {template.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </div>
        <div className={css.values}>
          <div className={css.value}>
            <ValueView
              title={sample ? `Sample input: ${sample.name}` : 'Sample input'}
              recorded={sample ? { value: sample.input } : undefined}
              empty="It needs none."
            />
          </div>
          <div className={css.value}>
            <ValueView
              title="Expected result"
              recorded={{ value: template.expected }}
              empty="None is known."
            />
          </div>
        </div>
        {template.files.length > 0 && (
          <p className={css.files}>
            <FileText size={14} aria-hidden /> Comes with {template.files.join(', ')}
          </p>
        )}
      </div>
    </Dialog>
  );
}
