import type { SampleEntry } from '@shared/ipc/library';
import { TemplatePicture } from './template-picture';
import css from './template-card.module.css';

export interface TemplateCardProps {
  readonly template: SampleEntry;
  readonly tabbable?: boolean;
  readonly onOpen: () => void;
}

/** A template in the gallery: its picture, what it does, how long it is. */
export function TemplateCard({ template, tabbable = true, onOpen }: TemplateCardProps) {
  return (
    <button
      type="button"
      className={css.card}
      data-template={template.id}
      tabIndex={tabbable ? 0 : -1}
      onClick={onOpen}
    >
      <span className={css.picture}>
        <TemplatePicture text={template.text} detail="thumbnail" className={css.graph} />
      </span>
      <span className={css.text}>
        <span className={css.name}>
          <span className={css.title}>{template.name}</span>
          <span className={css.steps}>{template.stepCount} steps</span>
        </span>
        <span className={css.description}>{template.description}</span>
        <span className={css.tags}>
          {template.tags.map((tag) => (
            <span key={tag} className={css.tag}>
              {tag}
            </span>
          ))}
        </span>
      </span>
    </button>
  );
}
