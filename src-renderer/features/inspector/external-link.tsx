import type { ReactNode } from 'react';
import { openExternal } from './inspector-actions';

export interface ExternalLinkProps {
  readonly href: string;
  readonly children?: ReactNode;
}

/** A link that opens in the system's browser; anything but https and mailto is plain text. */
export function ExternalLink({ href, children }: ExternalLinkProps) {
  if (!/^(https:|mailto:)/.test(href)) return <span>{children}</span>;
  return (
    <a
      href={href}
      onClick={(event) => {
        event.preventDefault();
        openExternal(href);
      }}
    >
      {children}
    </a>
  );
}
