import { describe, expect, it } from '@jest/globals';
// eslint-disable-next-line @nx/enforce-module-boundaries -- what the form writes is judged by the one who reads it in the service
import { AgreementSchema, parseAgreement } from '@ringvirkning/benefits-domain';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { addEntry, putScalar, putValue, readForm } from '../contracts/form-document.js';
import { applies, beyondForm, labelOf, valueAt, type FormField, type FormList } from '../contracts/form-fields.js';
import { agreementFormTexts } from '../i18n/agreement-form-texts.js';
import { AGREEMENT_SECTIONS, agreementStart } from './agreement-fields.js';

const contract = {
  ref: 'AAR-UH-2024',
  currency: 'DKK',
  departments: [
    { id: 'sociale-forhold', name: 'Sociale Forhold', party: 'aarhus' },
    { id: 'beskaeftigelse', name: 'Beskæftigelse: job', party: 'aarhus' },
  ],
  parties: [{ id: 'aarhus', municipalityCode: '0751' }],
} as unknown as ContractDetails;
const START = agreementStart(contract, 2026);

const listsOf = (list: FormList): FormList[] => [list, ...(list.lists ?? []).flatMap(listsOf)];
const LISTS = AGREEMENT_SECTIONS.flatMap(({ lists = [] }) => lists.flatMap(listsOf));
const FIELDS: FormField[] = [
  ...AGREEMENT_SECTIONS.flatMap(({ fields = [] }) => fields),
  ...LISTS.flatMap(({ fields }) => fields),
];

describe('the form of a benefit-sharing agreement', () => {
  it('has a word for every field, list, section and choice', () => {
    const wanted = [
      ...FIELDS.map((field) => `share.field.${labelOf(field)}`),
      ...FIELDS.flatMap((field) =>
        'options' in field && 'words' in field.options
          ? field.options.words.map((word) => `${(field.options as { prefix: string }).prefix}.${word}`)
          : [],
      ),
      ...LISTS.map(({ at }) => `share.entry.${at.at(-1)!}`),
      ...AGREEMENT_SECTIONS.map(({ name }) => `share.form.section.${name}`),
    ];
    expect(wanted.filter((key) => !(key in agreementFormTexts))).toEqual([]);
  });
  it('begins with an agreement between the departments of the contract that can be kept as it stands', () => {
    const parsed = parseAgreement(START);
    expect(parsed).toMatchObject({ ok: true, agreement: { code: 'aar-uh-2024-deling', currency: 'DKK' } });
    expect(parsed.ok && parsed.agreement.sides.map(({ silo }) => silo)).toEqual([
      'municipality:0751/sociale-forhold',
      'municipality:0751/beskaeftigelse',
    ]);
    expect(beyondForm(readForm(START)!.value, AGREEMENT_SECTIONS)).toEqual([]);
  });
  it('begins with the state as the other side where the contract names one department', () => {
    const [first] = contract.departments;
    expect(parseAgreement(agreementStart({ ...contract, departments: [first!] }, 2026))).toMatchObject({ ok: true });
  });
  it('shows of each kind of step its own fields, and writes them where they stand', () => {
    const shape = FIELDS.find(({ kind }) => kind === 'shape')!;
    const shapes = 'shapes' in shape ? shape.shapes : {};
    expect(Object.keys(shapes).sort()).toEqual(
      AgreementSchema.shape.steps.element.options.map((option) => option.shape.kind.value).sort(),
    );
    const steps = LISTS.find(({ at }) => at[0] === 'steps')!;
    const shown = (kind: string) => {
      const { value } = readForm(putValue(START, ['steps', 0], shapes[kind]))!;
      return steps.fields.filter((field) => applies(field, valueAt(value, ['steps', 0]))).map(labelOf);
    };
    expect(shown('frame')).toEqual(expect.arrayContaining(['board', 'frameFrom', 'by.amount']));
    expect(shown('frame')).not.toEqual(expect.arrayContaining(['from']));
    expect(shown('return')).toEqual(expect.arrayContaining(['from', 'share', 'until.covered']));
  });
  it('makes a shared saving and a fallen frame of it, and comments stay', () => {
    let text = `# Aftalt i foråret\n${START}`;
    const steps = LISTS.find(({ at }) => at[0] === 'steps')!;
    text = addEntry(text, ['steps'], { kind: 'frame', id: 'ramme', from: 2028, by: { amount: 100000 } });
    text = putScalar(text, ['steps', 1, 'board'], 'beskaeftigelse');
    text = putScalar(text, ['steps', 0, 'share'], '0.4');
    expect(text).toContain('# Aftalt i foråret');
    expect(parseAgreement(text)).toMatchObject({
      ok: true,
      agreement: { steps: [{ share: '0.4' }, { kind: 'frame', board: 'beskaeftigelse', by: { amount: '100000' } }] },
    });
    expect(steps.fresh).toMatchObject({ kind: 'return' });
  });
});
