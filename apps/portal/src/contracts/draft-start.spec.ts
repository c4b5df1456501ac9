import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { termsSchema } from '@ringvirkning/terms-language';
import { draftOf, draftRef } from './draft-start.js';
import { readForm } from './form-document.js';
import { ownLines } from './draft-text.js';
import { changeOf, type Figure } from './draft-money.js';

const TEMPLATE = readFileSync(join(process.cwd(), 'libs/terms/language/templates/conditional-grant.yaml'), 'utf8');

describe('a draft that begins with another text', () => {
  it('has a reference of its own, and belongs to its author', () => {
    const author = { organisation: 'gladsaxe', departments: ['familie', 'job'] };
    const text = draftOf(TEMPLATE, { ref: draftRef('SKABELON-BETINGET-TILSKUD', '2026-11-30'), author });
    expect(termsSchema.safeParse(readForm(text)!.value)).toMatchObject({
      success: true,
      data: {
        ref: 'BETINGET-TILSKUD-2026-11-30',
        parties: [{ id: 'kommune', organisation: 'gladsaxe', department: 'familie' }, {}, {}, {}, {}],
      },
    });
  });

  it('keeps the parties of a contract that it is a copy of', () =>
    expect(draftOf(TEMPLATE, { ref: 'ANDEN' })).toBe(TEMPLATE.replace('SKABELON-BETINGET-TILSKUD', 'ANDEN')));
});

describe('two texts of one draft', () => {
  it('are told apart by the lines that each has alone, however often a line stands there', () =>
    expect(ownLines('a\nb\nb\nc', 'a\nb\nd')).toEqual({ mine: ['b', 'c'], theirs: ['d'] }));
});

describe('what a newer version adds in money', () => {
  const figure: Figure = { measure: 'ceiling', party: 'one', name: 'One', before: '100', after: '250' };
  const kroner = { before: 'DKK', after: 'DKK' } as const;
  it('is the difference, where there is one', () => {
    expect(changeOf(figure, kroner)).toBe('150');
    expect(changeOf({ ...figure, before: null }, kroner)).toBeUndefined();
    expect(changeOf({ ...figure, measure: 'payment', after: null }, kroner)).toBe('-100');
    expect(changeOf({ ...figure, measure: 'irr' }, kroner)).toBeUndefined();
    expect(changeOf(figure, { before: 'DKK', after: 'EUR' })).toBeUndefined();
  });
});
