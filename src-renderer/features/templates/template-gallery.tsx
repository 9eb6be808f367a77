import type { SampleEntry } from '@shared/ipc/library';
import { Search, SearchX, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { SegmentedControl } from '../../ui/segmented-control';
import { Skeleton } from '../../ui/skeleton';
import { TextField } from '../../ui/text-field';
import { categoriesOf, findTemplates } from './find-templates';
import { gridMove } from './grid-move';
import { TemplateCard } from './template-card';
import { TemplatePreview } from './template-preview';
import { startFromTemplate, useTemplates } from './templates';
import css from './template-gallery.module.css';

const all = 'all';

/** Every template, with search and categories; arrow keys move between the cards. */
export function TemplateGallery() {
  const { status, templates, load } = useTemplates();
  const [query, setQuery] = useState('');
  const [category, setCategory] = useState(all);
  const [preview, setPreview] = useState<SampleEntry | null>(null);
  const [tabbable, setTabbable] = useState<string | null>(null);
  const grid = useRef<HTMLUListElement>(null);
  useEffect(() => void load(), [load]);
  const found = useMemo(
    () => findTemplates(templates, query, category === all ? null : category),
    [templates, query, category],
  );
  const first = found.some(({ id }) => id === tabbable) ? tabbable : found[0]?.id;

  function onKeyDown(event: KeyboardEvent): void {
    const cards = [...(grid.current?.querySelectorAll<HTMLElement>('[data-template]') ?? [])];
    const at = cards.indexOf(event.target as HTMLElement);
    const next = gridMove(
      event.key,
      at,
      cards.map((card) => card.getBoundingClientRect()),
    );
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    cards[next]?.focus();
  }

  return (
    <main className={css.screen}>
      <div className={css.column}>
        <header>
          <h1 className={css.title}>Templates</h1>
          <p className={css.intro}>
            Complete workflows that run on your machine as they are, with sample data beside them.
            Take one and change it.
          </p>
        </header>
        <div className={css.tools}>
          <TextField
            value={query}
            onValueChange={setQuery}
            label="Search templates"
            placeholder="Search by name, task or feature, such as approval"
            prefix={<Search />}
            type="search"
            className={css.search}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setQuery('');
            }}
          />
          <SegmentedControl
            label="Category"
            value={category}
            onValueChange={setCategory}
            segments={[all, ...categoriesOf(templates)].map((value) => ({
              value,
              label: value === all ? 'All' : value,
            }))}
          />
        </div>
        {status === 'loading' && (
          <div className={css.grid} aria-busy="true" aria-label="Loading templates">
            {[0, 1, 2, 3, 4, 5].map((card) => (
              <Skeleton key={card} height={230} />
            ))}
          </div>
        )}
        {status === 'failed' && (
          <EmptyState
            icon={<TriangleAlert />}
            title="The templates could not be read"
            description="They come with Stepwell; the installation may be damaged."
            actions={<Button onClick={() => void load()}>Try again</Button>}
          />
        )}
        {status === 'ready' && found.length === 0 && (
          <EmptyState
            icon={<SearchX />}
            title="No template fits"
            description="Names, tasks, tags and results are searched."
            actions={
              <Button
                onClick={() => {
                  setQuery('');
                  setCategory(all);
                }}
              >
                Show all templates
              </Button>
            }
          />
        )}
        <ul
          ref={grid}
          className={css.grid}
          aria-label="Templates"
          onKeyDown={onKeyDown}
          onFocus={({ target }) => setTabbable(target.dataset['template'] ?? null)}
        >
          {found.map((template) => (
            <li key={template.id}>
              <TemplateCard
                template={template}
                tabbable={template.id === first}
                onOpen={() => setPreview(template)}
              />
            </li>
          ))}
        </ul>
      </div>
      {preview && (
        <TemplatePreview
          template={preview}
          onUse={() => {
            setPreview(null);
            void startFromTemplate(preview.id);
          }}
          onClose={() => setPreview(null)}
        />
      )}
    </main>
  );
}
