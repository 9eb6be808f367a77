import type { StepDefinition } from '@shared/steps/define-step';
import Markdown from 'react-markdown';
import { ExternalLink } from '../external-link';
import css from './kind-docs.module.css';

export interface KindDocsProps {
  readonly definition: StepDefinition;
}

/** The manual of a kind. Markdown without raw HTML; links open in the browser. */
export function KindDocs({ definition }: KindDocsProps) {
  return (
    <article className={css.docs} data-selectable="">
      <h3>{definition.title}</h3>
      <Markdown
        components={{
          a: ({ href, children }) => <ExternalLink href={href ?? ''}>{children}</ExternalLink>,
          // A manual has no pictures; one in it would be a request to a stranger.
          img: () => null,
        }}
      >
        {definition.docs}
      </Markdown>
    </article>
  );
}
