import { describe, expect, it } from '@jest/globals';
import { texts } from '../i18n/texts.js';
import { GLOSSARY } from './glossary.js';
import { entryOf } from './find-entry.js';

/** The words of the field that nobody is born with. Where a text of the portal uses one, the glossary tells what it means. */
const FIELD = [
  ['betalingsmål', 'Betalingsmål'],
  ['betalingsmodel', 'Betalingsmodel'],
  ['afkastloft', 'Afkastloft'],
  ['afkastgulv', 'Afkastgulv'],
  ['bestiller', 'Bestiller'],
  ['tilsagn', 'Tilsagn'],
  ['tillægsbevilling', 'Tillægsbevilling'],
  ['bevilling', 'Bevilling'],
  ['seniorlån', 'Seniorlån'],
  ['ansvarligt lån', 'Ansvarligt lån'],
  ['underskudsgaranti', 'Underskudsgaranti'],
  ['realiseret gevinst', 'Realiseret gevinst'],
  ['forventet gevinst', 'Forventet gevinst'],
  ['budgetmæssig', 'Budgetmæssig gevinst'],
  ['nutidsværdi', 'Nutidsværdi'],
  ['værdisættelse', 'Værdisættelse'],
  ['højeste betaling', 'Højeste betaling'],
  ['tjent hjem', 'Tjent hjem'],
  ['efterslæb', 'Efterslæb'],
  ['skæringsdato', 'Skæringsdato'],
  ['opfølgning', 'Opfølgning'],
  ['stikprøve', 'Stikprøve'],
  ['progression', 'Progression'],
  ['pseudonym', 'Pseudonym'],
  ['egen nøgle', 'Egen nøgle'],
  ['kontrolsum', 'Kontrolsum'],
  ['læringsmål', 'Læringsmål'],
  ['indsigelse', 'Indsigelse'],
  ['attest', 'Attestering'],
  ['verific', 'Verificering'],
  ['anvis', 'Anvisning'],
  ['årgang', 'Årgang'],
  ['målgruppe', 'Målgruppe'],
] as const;
const danish = Object.values<readonly [string, string]>(texts).map(([da]) => da.toLowerCase());

describe('the glossary', () => {
  it.each(FIELD.filter(([word]) => danish.some((text) => text.includes(word))))(
    'has %s, which texts use',
    (_word, headword) => expect(entryOf(headword, 'da')).toBeDefined(),
  );
  it('calls nothing by a name that something else has, and says something of each in both languages', () => {
    for (const language of ['da', 'en'] as const) {
      const names = GLOSSARY.flatMap((entry) => entry[language]);
      expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    }
    expect(GLOSSARY.flatMap(({ means }) => means).filter((text) => !/^\p{Lu}.{20,}\.$/u.test(text))).toEqual([]);
  });
  it('knows a label as it stands, in its language, and no other', () => {
    expect(entryOf('Andel (95 %-interval)', 'da')?.en[0]).toBe('Share');
    expect(entryOf('Share', 'da')).toBeUndefined();
    expect(entryOf('andel', 'da')?.da[0]).toBe('Andel');
    expect(entryOf('Hvor stor andel', 'da')).toBeUndefined();
  });
});
