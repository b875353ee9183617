/** Text that is HTML already: made by `html` and by nothing else. */
export interface Html {
  readonly markup: string;
}

type Part = string | number | Html | null | false | readonly Part[];

/** HTML from a template: every value that is no `Html` is escaped, so that no name can become markup. */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return { markup: parts.map((part, i) => part + (i < values.length ? written(values[i] as Part) : '')).join('') };
}

function written(value: Part): string {
  if (value === null || value === false) return '';
  if (typeof value === 'object') return 'markup' in value ? value.markup : value.map(written).join('');
  return escaped(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters, signs that turn the reading direction, halves of surrogate pairs: no text that a report needs. */
const NO_TEXT = /(?![\n\t])\p{C}/gu;

function escaped(text: string): string {
  return text.replace(NO_TEXT, '\ufffd').replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
}

/** A table: a head of words, rows of cells; the first cell of a row is its name, the others are numbers, or words for `words`. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (string | Html)[])[],
  kind: 'numbers' | 'words' = 'numbers',
): Html {
  const cellOf = (cell: string | Html) =>
    html`<td class="n${typeof cell === 'string' && cell.length < SHORT && ' s'}">${cell}</td>`;
  return html`<div class="scroll"><table${kind === 'words' && html` class="words"`}>${caption && html`<caption>${caption}</caption>`}
<thead><tr>${head.map((name, i) => html`<th scope="col"${i > 0 && html` class="n"`}>${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([name = '', ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map(cellOf)}</tr>
`,
  )}</tbody></table></div>`;
}

/** Cells of fewer signs are never broken into lines. */
const SHORT = 22;

/** Names with their values, two by two. */
export function facts(pairs: readonly (readonly [string, string | Html | null])[]): Html {
  return html`<dl>${pairs.map(([name, value]) => value !== null && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
