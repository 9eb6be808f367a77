import type { SampleEntry } from '@shared/ipc/library';

// The gallery's search, apart from how it looks.

/** Every category that there is, in the order of the alphabet. */
export function categoriesOf(templates: readonly SampleEntry[]): string[] {
  return [...new Set(templates.map((template) => template.category))].sort();
}

/** The templates of a category (null: all) whose words hold every word of the query, by name. */
export function findTemplates(
  templates: readonly SampleEntry[],
  query: string,
  category: string | null,
): SampleEntry[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return templates
    .filter((template) => category === null || template.category === category)
    .filter((template) => {
      const { name, description, tags, gives, category: group } = template;
      const text = [name, description, gives, group, ...tags].join(' ').toLocaleLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}
