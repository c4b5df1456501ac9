import type { Text } from '../i18n/i18n.js';

/** What goes on paper; the gateway sets it as a tagged PDF. */
export interface Sheet {
  readonly language: 'da' | 'en';
  readonly title: string;
  readonly about: readonly (readonly [name: string, value: string])[];
  readonly parts: readonly Part[];
}
type Part =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly items: readonly (readonly [string, string])[] }
  | { readonly kind: 'legend'; readonly items: readonly { readonly colour: string; readonly text: string }[] }
  | { readonly kind: 'picture'; readonly alt: string; readonly svg: string }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly { readonly title: string; readonly figures: boolean }[];
      readonly rows: readonly (readonly string[])[];
      readonly foot: number;
    };

/** What is on the page only to be pressed, or told twice. */
const NOT_ON_PAPER =
  'nav, form, button, dialog, .tabs, .table-tools, .toolbar, .page-aside, .section-aside, .sr-only, .bands-legend, [hidden]';
const LEGENDS = '.legend, .works-legend';
const PARTS = `h2, h3, p, li, summary, dl.facts, table.data-table, [role=img], ${LEGENDS}`;
const INSIDE_ANOTHER = `table, dl, [role=img], li p, ${LEGENDS}`;

const plain = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();

/** What an element says to who reads the page, without what only screen readers hear or hands press. */
function wordsOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const extra of copy.querySelectorAll('.sr-only, button, a[download], .sort-mark, .term')) extra.remove();
  for (const line of copy.querySelectorAll('.cell-note, .cell-line, .fact-hint, br')) line.prepend(' · ');
  return plain(copy.textContent ?? '').replace(/^· /, '');
}

/** The head of a column; its button to sort by is its name. */
const headOf = (cell: Element): string => plain(cell.getAttribute('abbr') ?? cell.textContent ?? '');

function tableOf(table: Element, actions: string): Part {
  const heads = [...table.querySelectorAll('thead th')];
  const kept = heads.map((head, at) => ({ head, at })).filter(({ head }) => headOf(head) !== actions);
  const cellsOf = (row: Element): string[] => {
    const wide = [...row.children].flatMap((cell) => [
      wordsOf(cell),
      ...Array<string>(Math.max(0, (cell as HTMLTableCellElement).colSpan - 1)).fill(''),
    ]);
    return kept.map(({ at }) => wide[at] ?? '');
  };
  const rowsOf = (part: string): string[][] => [...table.querySelectorAll(`${part} > tr`)].map(cellsOf);
  const foot = rowsOf('tfoot');
  return {
    kind: 'table',
    caption: plain(table.querySelector('caption')?.textContent ?? ''),
    columns: kept.map(({ head }) => ({ title: headOf(head), figures: head.classList.contains('figures') })),
    rows: [...rowsOf('tbody'), ...foot],
    foot: foot.length,
  };
}

/** `rgb(217, 164, 65)` as `#d9a441`. */
const hexOf = (colour: string): string =>
  `#${colour
    .match(/\d+/g)!
    .slice(0, 3)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')}`;

/** What a colour of the picture stands for: drawn as a line, or as a mark before the word. */
function swatchOf(item: Element): { colour: string; text: string } {
  const line = item.querySelector('line');
  const mark = getComputedStyle(item, '::before');
  const isLine = mark.height === '0px';
  const colour = line ? getComputedStyle(line).stroke : isLine ? mark.borderTopColor : mark.backgroundColor;
  return { colour: hexOf(colour), text: wordsOf(item) };
}

function partOf(element: Element, actions: string): Part | undefined {
  const text = wordsOf(element);
  if (element.matches('table')) return tableOf(element, actions);
  if (element.matches('dl'))
    return {
      kind: 'facts',
      items: [...element.children].map((one) => [wordsOf(one.querySelector('dt')!), wordsOf(one.querySelector('dd')!)]),
    };
  if (element.matches('[role=img]')) {
    const drawing = element.querySelector('svg');
    if (!drawing) return undefined;
    // As XML: in HTML an unbreakable space, which stands in Danish figures, is a name that pictures do not know.
    const svg = new XMLSerializer().serializeToString(drawing);
    return { kind: 'picture', alt: element.getAttribute('aria-label') ?? text, svg };
  }
  if (element.matches(LEGENDS)) return { kind: 'legend', items: [...element.children].map(swatchOf) };
  if (text === '' || (element.matches('summary') && !element.parentElement!.querySelector('p, li'))) return undefined;
  if (element.matches('h2, h3')) return { kind: 'heading', level: element.matches('h2') ? 1 : 2, text };
  return { kind: 'text', text };
}

/** What was chosen on the page: every field that has something in it, by its label. */
function choicesIn(main: Element): [string, string][] {
  const fields = main.querySelectorAll<HTMLSelectElement | HTMLInputElement>(
    '.filters select, .toolbar select, .toolbar input, .table-tools select, .table-tools input',
  );
  return [...fields]
    .filter(({ value, labels }) => value !== '' && labels?.length)
    .map((field) => [
      plain(field.labels![0]!.textContent ?? ''),
      field instanceof HTMLSelectElement ? plain(field.selectedOptions[0]?.textContent ?? '') : field.value,
    ]);
}

/** The page as it stands, for paper: in its language, with what is chosen on it, and nothing that it does not show. */
export function sheetOf(
  main: Element,
  { t, language, instant }: Pick<Text, 't' | 'language' | 'instant'>,
  now: Date,
): Sheet {
  const found = [...main.querySelectorAll(PARTS)].filter(
    (element) => !element.closest(NOT_ON_PAPER) && !element.parentElement!.closest(INSIDE_ANOTHER),
  );
  return {
    language,
    title: plain(main.querySelector('h1')?.textContent ?? document.title),
    about: [[t('print.at'), instant(now.toISOString())], ...choicesIn(main)],
    parts: found.flatMap((element) => partOf(element, t('table.actions')) ?? []),
  };
}
