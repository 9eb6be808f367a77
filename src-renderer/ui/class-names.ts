/** Joins the class names that apply: `classNames(css.row, selected && css.selected)`. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
