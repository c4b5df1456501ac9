import { beforeAll, describe, expect, it } from '@jest/globals';
import { getDocumentProxy } from 'unpdf';
import { printSheet } from './print-sheet.task.js';
import { SheetSchema, type Sheet } from './sheet.js';

const SHEET: Sheet = {
  language: 'da',
  title: 'Kørsel 3 – Ærø & «unge»',
  about: [
    ['Opgjort pr.', '28. november 2026'],
    ['Status', 'Attesteret'],
  ],
  parts: [
    { kind: 'heading', level: 1, text: 'Afregning' },
    { kind: 'text', text: '#panic("x") $ *ikke fed* @kilde' },
    { kind: 'facts', items: [['Brutto', '1.500,50 kr.']] },
    {
      kind: 'table',
      caption: 'Afregning mellem betaler og modtager',
      columns: [
        { title: 'Betaler', figures: false },
        { title: 'Beløb', figures: true },
      ],
      rows: [
        ['Aarhus', '1.500,50 kr.'],
        ['I alt', '1.500,50 kr.'],
      ],
      foot: 1,
    },
    {
      kind: 'legend',
      items: [
        { colour: '#d9a441', text: 'Investering' },
        { colour: '#4f81b5', text: 'Betaling for resultater' },
      ],
    },
    {
      kind: 'picture',
      alt: 'Strømme',
      svg: '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20">Kasse</text></svg>',
    },
  ],
};

interface Tag {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly Tag[];
}
const rolesIn = (tag: Tag): string[] => [...(tag.role ? [tag.role] : []), ...(tag.children ?? []).flatMap(rolesIn)];
const altsIn = (tag: Tag): string[] => [...(tag.alt ? [tag.alt] : []), ...(tag.children ?? []).flatMap(altsIn)];

describe('a page on paper', () => {
  let bytes: Uint8Array;
  let tags: Tag;
  let text: string;
  let document: Awaited<ReturnType<typeof getDocumentProxy>>;
  beforeAll(async () => {
    bytes = printSheet({ sheet: SHEET, at: Date.UTC(2026, 10, 28) });
    document = await getDocumentProxy(new Uint8Array(bytes));
    const page = await document.getPage(1);
    tags = (await page.getStructTree()) as Tag;
    text = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
  });

  it('declares PDF/UA-1, and has title and language for who listens', async () => {
    const { info, metadata } = await document.getMetadata();
    expect(info).toMatchObject({ Title: SHEET.title, Language: 'da' });
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    expect(Buffer.from(bytes).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(Buffer.from(bytes).toString('latin1')).toContain('/DisplayDocTitle true');
    expect(metadata).toBeDefined();
  });
  it('has tags for title, headings, lists, tables with header cells, and pictures with their words', () => {
    const roles = rolesIn(tags);
    for (const role of ['H1', 'L', 'LI', 'Table', 'TH', 'TD', 'Figure', 'Caption']) expect(roles).toContain(role);
    expect(altsIn(tags)).toContain('Strømme');
  });
  it('says what was chosen and as of when', () => {
    expect(text).toContain('28. november 2026');
    expect(text).toContain('Attesteret');
    expect(text).toContain('Betaling for resultater');
  });
  it('sets what it is told as text: nothing in it is read as a program', () =>
    expect(text).toContain('#panic("x") $ *ikke fed* @kilde'));
  it('has headings that skip no level, whatever the page had, since those who listen go by them', async () => {
    const heading = (level: number) => ({ kind: 'heading' as const, level, text: `trin ${level}` });
    const printed = printSheet({ sheet: { ...SHEET, parts: [heading(3), heading(1), heading(3)] }, at: 0 });
    const page = await (await getDocumentProxy(new Uint8Array(printed))).getPage(1);
    expect(rolesIn((await page.getStructTree()) as Tag).filter((role) => /^H\d/.test(role))).toEqual([
      'H1',
      'H1',
      'H2',
    ]);
  });
  it.each([
    ['a phone', 350, 420],
    ['a screen', 1_200, 560],
    ['a line', 1_200, 1],
  ])('holds a picture drawn for %s on one page with its heading', async (_where, width, height) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><text y="20">Kasse</text></svg>`;
    const columns = Array.from({ length: 7 }, () => ({ title: 'x', figures: true }));
    const parts: Sheet['parts'] = [
      { kind: 'heading', level: 1, text: 'Strømme' },
      { kind: 'picture', alt: 'Strømme', svg },
      { kind: 'table', caption: '', columns, rows: [columns.map(() => '1')], foot: 0 },
    ];
    const printed = printSheet({ sheet: { ...SHEET, about: [], parts }, at: 0 });
    expect((await getDocumentProxy(new Uint8Array(printed))).numPages).toBe(1);
  });
  it('is the same bytes for the same sheet', () =>
    expect(Buffer.from(printSheet({ sheet: SHEET, at: Date.UTC(2026, 10, 28) })).equals(bytes)).toBe(true));
});

describe('a sheet', () => {
  const picture = (svg: string) => ({ ...SHEET, parts: [{ kind: 'picture', alt: 'x', svg }] });
  it('is taken as the page makes it', () => expect(SheetSchema.safeParse(SHEET).success).toBe(true));
  it.each([
    '<svg><image href="/etc/passwd"/></svg>',
    '<svg xmlns:xlink="x"><use xlink:href="file:///x"/></svg>',
    '<svg><style>@import "http://x"</style></svg>',
    '<svg><rect fill="url(http://x)"/></svg>',
    '<svg><!DOCTYPE x></svg>',
    'text',
  ])('whose picture would fetch something is refused: %s', (svg) =>
    expect(SheetSchema.safeParse(picture(svg)).success).toBe(false),
  );
  const nested = (name: string, open = `<${name}>`): string =>
    `<svg>${open.repeat(50_000)}${`</${name}>`.repeat(50_000)}</svg>`;
  it.each<[string, string]>([
    ['elements within elements', nested('g')],
    ['words within words', nested('tspan')],
    ['masks of masks', '<svg><mask id="a"><rect mask="url(#b)"/></mask><rect mask="url(#a)"/></svg>'],
    ['patterns of patterns', '<svg><pattern id="a"><rect fill="url(#a)"/></pattern></svg>'],
    ['a filter', '<svg><filter id="a"><feTurbulence numOctaves="100000"/></filter><rect filter="url(#a)"/></svg>'],
    ['cuts of cuts', '<svg><clipPath id="a"><rect clip-path="url(#b)"/></clipPath></svg>'],
    ['cuts of cuts by style', '<svg><style>rect { clip-path: url(#a) }</style><rect/></svg>'],
    ['pictures within pictures', '<svg><svg/></svg>'],
    ['what is no picture', '<svg><g></svg>'],
    ['nothing, since it has no size', '<svg width="90" height="0"></svg>'],
    ['an address written otherwise', '<svg><rect fill="ur&#108;(http://x)"/></svg>'],
  ])('whose picture could take for ever to draw is refused: %s', (_what, svg) =>
    expect(SheetSchema.safeParse(picture(svg)).success).toBe(false),
  );
  it('may fill with what the picture itself holds', () =>
    expect(SheetSchema.safeParse(picture('<svg><g clip-path="url(#a)"/></svg>')).success).toBe(true));
  it('has a cell for each column in every row', () =>
    expect(
      SheetSchema.safeParse({
        ...SHEET,
        parts: [{ kind: 'table', caption: '', columns: [{ title: 'a', figures: false }], rows: [['1', '2']], foot: 0 }],
      }).success,
    ).toBe(false));
});
