import { methodDocs, type LibraryDoc } from './method-docs';

const headings: Readonly<Record<string, string>> = {
  text: 'Methods of text',
  list: 'Methods of lists',
  object: 'Methods of objects',
  number: 'Methods of numbers',
  date: 'Methods of dates',
  pattern: 'Methods of patterns',
  boolean: 'Methods of true and false',
  function: 'Functions',
};

/** The tables of docs/expressions.md: every function and method, by owner. */
export function libraryTables(): string {
  const owners = [...new Set(methodDocs.map(({ owner }) => owner))];
  return owners
    .map((owner) => {
      const rows = methodDocs.filter((doc) => doc.owner === owner).map(row);
      return [
        `### ${headings[owner] ?? `\`${owner}\``}`,
        '',
        '| | What it does | Example |',
        '| --- | --- | --- |',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

function row(doc: LibraryDoc): string {
  const name = /^[A-Z]/.test(doc.owner) ? doc.title : doc.name;
  const gap = doc.signature.startsWith('→') ? ' ' : '';
  const example =
    doc.example === doc.title
      ? code(String(doc.result))
      : `${code(doc.example)} → ${code(JSON.stringify(doc.result))}`;
  return `| ${code(name + gap + doc.signature)} | ${cell(doc.doc)} | ${example} |`;
}

/** Code in a cell of a table: a bar would end the cell, a backtick the code. */
function code(text: string): string {
  const inner = text.replaceAll('|', '\\|');
  return inner.includes('`') ? `\`\` ${inner} \`\`` : `\`${inner}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
