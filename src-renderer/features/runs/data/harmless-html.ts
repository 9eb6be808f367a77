// A page that came with data is shown, never run: no scripts, no forms, no other address. The frame's
// sandbox and its policy already say so, and the session lets no request out; what could still lead
// elsewhere is taken out as well, so that no single one of them has to hold alone.

const policy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; form-action 'none'";

const unwanted =
  'script, link, base, iframe, frame, frameset, object, embed, applet, portal, meta[http-equiv]';

/** The page as it may be shown. */
export function harmlessHtml(text: string): string {
  // Parsing loads and runs nothing.
  const page = new DOMParser().parseFromString(text, 'text/html');
  for (const element of page.querySelectorAll(unwanted)) element.remove();
  for (const link of page.querySelectorAll('a[href], area[href]')) {
    link.setAttribute('title', link.getAttribute('href') ?? '');
    link.removeAttribute('href');
  }
  const meta = page.createElement('meta');
  meta.setAttribute('http-equiv', 'Content-Security-Policy');
  meta.setAttribute('content', policy);
  page.head.prepend(meta);
  return `<!doctype html>${page.documentElement.outerHTML}`;
}
