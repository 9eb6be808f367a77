import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';

// What the pages say there is: links, headings, `npm run` scripts, files in `code`, and a line for each
// dependency. Prose that is wrong otherwise is for readers to find.

/** One line per thing that is not there. */
export function docsProblems() {
  const scripts = Object.keys(packageJson().scripts);
  const problems = [];
  for (const page of pages()) {
    const text = readFileSync(join(root, page), 'utf8');
    const say = (what) => problems.push(`${page}: ${what}`);
    for (const [, link] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (!/^[a-z]+:/.test(link) && !leads(page, link)) say(`the link ${link} leads nowhere`);
    }
    for (const [, script] of text.matchAll(/npm run (?:-s |--silent )?([a-z][\w:-]*)/g)) {
      if (!scripts.includes(script)) say(`there is no script "${script}"`);
    }
    for (const [, code] of text.matchAll(/`([^`\n]+)`/g)) {
      for (const path of code.split(/[\s,]+/).filter(isPath)) {
        if (!existsSync(join(root, path))) say(`there is no ${path}`);
      }
    }
  }
  return [...problems, ...dependencyProblems()];
}

function pages() {
  const below = (folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name));
  return [...readdirSync(root), ...below('docs'), ...below('resources')]
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.replaceAll('\\', '/'));
}

function leads(page, link) {
  const [path, heading] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, target))) return false;
  return !heading || !target.endsWith('.md') || headings(target).includes(heading);
}

/** As GitHub names them. */
function headings(page) {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

/** A file or folder of this repository, not a pattern such as `NNNN-name.ts`. */
function isPath(word) {
  return /^(src-\w+|test|build|docs|resources)\/[\w./-]*$/.test(word) && !word.includes('NNNN');
}

function dependencyProblems() {
  const { dependencies, devDependencies } = packageJson();
  const there = Object.keys({ ...dependencies, ...devDependencies });
  const page = 'docs/dependencies.md';
  const rows = readFileSync(join(root, page), 'utf8').matchAll(/^\| ([^|]+?) +\|/gm);
  const told = [...rows].flatMap(([, names]) => names.split(', ')).filter(isPackage);
  const covers = (name) => told.includes(name) || told.includes(name.replace(/\/.*/, '/*'));
  return [
    ...there.filter((name) => !covers(name)).map((name) => `${page}: ${name} has no line`),
    ...told
      .filter((name) => !name.endsWith('/*') && !there.includes(name))
      .map((name) => `${page}: ${name} is no dependency`),
  ];
}

function isPackage(name) {
  return name !== 'package' && !/^-+$/.test(name);
}

function packageJson() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}
