import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { price, termsSchema } from '@ringvirkning/terms-language';
import { addEntry, putScalar, putValue, readForm, remove } from './form-document.js';
import { beyondForm, codedIn, pathText, SECTIONS, valueAt, type FormField, type FormList } from './form-fields.js';
import { formTexts } from '../i18n/form-texts.js';

const AARHUS = readFileSync(join(process.cwd(), 'libs/terms/language/examples/aarhus-young-homeless.yaml'), 'utf8');
const fieldsOf = ({ fields, lists = [] }: FormList): FormField[] => [...fields, ...lists.flatMap(fieldsOf)];
const ALL = SECTIONS.flatMap(({ fields = [], lists = [] }) => [...fields, ...lists.flatMap(fieldsOf)]);
const nameOf = (list: FormList): string[] => [list.at.at(-1)!, ...(list.lists ?? []).flatMap(nameOf)];

describe('the form', () => {
  it('has a word for every field, list and section', () => {
    const texts = new Set(Object.keys(formTexts));
    const wanted = [
      ...ALL.map(({ at }) => `field.${at.join('.')}`),
      ...SECTIONS.flatMap(({ name, lists = [] }) => [
        `form.section.${name}`,
        ...lists.flatMap(nameOf).map((list) => `entry.${list}`),
      ]),
    ];
    expect(wanted.filter((key) => !texts.has(key))).toEqual([]);
  });

  it('says which parts of a document it does not show, and shows the rest', () => {
    const beyond = beyondForm(readForm(AARHUS)!.value);
    expect(beyond).toContain('outcomes[2].requires');
    expect(beyond).toContain('claims');
    expect(beyond).not.toContain('outcomes[0].price.amount');
    expect(beyond).not.toContain('language');
  });

  it('offers the codes that stand elsewhere in the document', () =>
    expect(codedIn(readForm(AARHUS)!.value, 'followUps').map(({ code }) => code)).toEqual([
      'm12',
      'm18',
      'm24',
      'm36',
      'm48',
    ]));

  it('names a place as errors do', () =>
    expect(pathText(['outcomes', 0, 'price', 'amount'])).toBe('outcomes[0].price.amount'));

  it('gives new entries that the language takes, each price too', () => {
    const shape = ALL.find(({ kind }) => kind === 'shape')!;
    const shapes = Object.entries('shapes' in shape ? shape.shapes : {});
    expect(shapes).toHaveLength(7);
    for (const [name, shaped] of shapes) {
      const text = putValue(AARHUS, ['outcomes', 0, 'price'], shaped);
      const { value } = readForm(text)!;
      expect([name, price.safeParse(valueAt(value, ['outcomes', 0, 'price'])).success]).toEqual([name, true]);
    }
  });

  it('makes a contract with tiers, two caps and two payers of another, without its author seeing the text', () => {
    let text = AARHUS;
    text = putValue(text, ['outcomes', 0, 'price'], {
      kind: 'steps',
      steps: [{ from: 1, inclusive: true, amount: 10000 }],
    });
    text = putScalar(text, ['outcomes', 0, 'kind'], 'counted');
    text = addEntry(text, ['outcomes', 0, 'price', 'steps'], { from: 5, inclusive: true, amount: 25000 });
    for (const _ of [3, 2]) text = remove(text, ['caps', 1]);
    text = putScalar(text, ['payers', 'parts', 0, 'share'], '0.6');
    text = putScalar(text, ['payers', 'parts', 1, 'share'], '0.4');
    const parsed = termsSchema.safeParse(readForm(text)!.value);
    expect(parsed).toMatchObject({ success: true });
    expect(text).toContain('# Public: the model, 45 people');
    expect(parsed.success && parsed.data).toMatchObject({
      outcomes: [{ price: { kind: 'steps', steps: [{ amount: '10000' }, { amount: '25000' }] } }, {}, {}, {}],
      caps: [{ step: 'person' }, { step: 'contract' }],
      payers: { parts: [{ share: '0.6' }, { share: '0.4' }] },
    });
  });
});
