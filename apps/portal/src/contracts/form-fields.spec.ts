import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { KINDS, price, termsSchema } from '@ringvirkning/terms-language';
import { addEntry, putScalar, putValue, readForm, remove, removeWhole } from './form-document.js';
import {
  applies,
  beyondForm,
  codedIn,
  labelOf,
  pathText,
  valueAt,
  type FormField,
  type FormList,
} from './form-fields.js';
import { SECTIONS } from './form-sections.js';
import { formTexts } from '../i18n/form-texts.js';

const AARHUS = readFileSync(join(process.cwd(), 'libs/terms/language/examples/aarhus-young-homeless.yaml'), 'utf8');
const fieldsOf = ({ fields, lists = [] }: FormList): FormField[] => [...fields, ...lists.flatMap(fieldsOf)];
const ALL = SECTIONS.flatMap(({ fields = [], lists = [] }) => [...fields, ...lists.flatMap(fieldsOf)]);
const nameOf = (list: FormList): string[] => [list.at.at(-1)!, ...(list.lists ?? []).flatMap(nameOf)];

describe('the form', () => {
  it('has a word for every field, list and section', () => {
    const texts = new Set(Object.keys(formTexts));
    const wanted = [
      ...ALL.map((each) => `field.${labelOf(each)}`),
      ...SECTIONS.flatMap(({ name, lists = [] }) => [
        `form.section.${name}`,
        ...lists.flatMap(nameOf).map((list) => `entry.${list}`),
      ]),
    ];
    expect(wanted.filter((key) => !texts.has(key))).toEqual([]);
  });

  it('has a word for every way in which an outcome is measured', () =>
    expect(Object.keys(KINDS).filter((kind) => !(`outcomeKind.${kind}` in formTexts))).toEqual([]));

  it('says which parts of a document it does not show, and shows the rest', () => {
    const beyond = beyondForm(readForm(AARHUS)!.value, SECTIONS);
    expect(beyond).toContain('outcomes[2].requires');
    expect(beyond).toContain('rounding');
    expect(beyond).not.toContain('claims.by');
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

  it('gives capital a rate by a result, and takes it away whole', () => {
    const capital = ['capital', 0];
    let text = putValue(AARHUS, ['capital'], [{ party: 'dsi', kind: 'equity', amount: 1000000 }]);
    const field = (label: string) => ALL.find((each) => labelOf(each) === label)!;
    const entry = () => valueAt(readForm(text)!.value, capital);
    expect(applies(field('coupon.interpolated'), entry())).toBe(false);
    text = putScalar(text, [...capital, 'coupon', 'outcome'], 'fewer-nights');
    expect(applies(field('coupon.interpolated'), entry())).toBe(true);
    text = addEntry(text, [...capital, 'coupon', 'rates'], { from: 0, inclusive: true, rate: 0.02 });
    text = putScalar(text, [...capital, 'coupon', 'atLeast', 'rate'], '0.01');
    expect(entry()).toMatchObject({
      coupon: { outcome: 'fewer-nights', rates: [{ rate: 0.02 }], atLeast: { rate: 0.01 } },
    });
    text = removeWhole(text, capital, ['coupon', 'atLeast', 'rate']);
    text = removeWhole(text, capital, ['coupon', 'rates', 0]);
    text = removeWhole(text, capital, ['coupon', 'outcome']);
    expect(entry()).toEqual({ party: 'dsi', kind: 'equity', amount: 1000000 });
  });

  it('asks for what a guarantee covers of guarantees alone, and shows it where it stands', () => {
    const covers = ALL.find((each) => labelOf(each) === 'covers')!;
    expect(
      [{ kind: 'grant' }, { kind: 'first-loss-guarantee' }, { kind: 'grant', covers: ['dsi'] }].map((entry) =>
        applies(covers, entry),
      ),
    ).toEqual([false, true, true]);
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
