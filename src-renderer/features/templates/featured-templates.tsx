import { ArrowRight } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../ui/button';
import { workbench } from '../workbench/index';
import { TemplateCard } from './template-card';
import { startFromTemplate, useTemplates } from './templates';
import css from './featured-templates.module.css';

/** Those that show the most in the least time. */
const featured = ['licence-audit', 'log-triage', 'invoice-reconciliation'];

/** A few templates under the list of workflows; choosing one makes a copy and opens it. */
export function FeaturedTemplates() {
  const { templates, load } = useTemplates();
  useEffect(() => void load(), [load]);
  const shown = featured.flatMap((id) => templates.find((template) => template.id === id) ?? []);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="featured-heading">
      <header className={css.header}>
        <h2 id="featured-heading" className={css.heading}>
          Start from a template
        </h2>
        <Button
          variant="ghost"
          icon={<ArrowRight />}
          onClick={() => workbench.showHome('templates')}
        >
          All {templates.length} templates
        </Button>
      </header>
      <ul className={css.grid}>
        {shown.map((template) => (
          <li key={template.id}>
            <TemplateCard template={template} onOpen={() => void startFromTemplate(template.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
