import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '@ringvirkning/kernel';
import { ImportReportSchema, type ImportReport } from '@ringvirkning/outcomes-api';
import { startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({ now: () => instant('2026-11-01T12:00:00Z') });
});
afterAll(() => world.stop());

const TERMS = `
language: ringvirkning-terms/1
ref: F-1
title: { da: Filer, en: Files }
currency: DKK
period: { from: 2025-01-01, to: 2027-12-31 }
parties:
  - { id: town, name: Aarhus Kommune, kind: municipality, organisation: aarhus, municipalityCode: '0751', roles: [authority, payer] }
  - { id: kbh, name: Københavns Kommune, kind: municipality, organisation: kbh, municipalityCode: '0101', roles: [payer] }
  - { id: supplier, name: Lev, kind: supplier, organisation: st-basils, roles: [supplier] }
  - { id: verifier, name: V, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
cohorts: [{ code: c2025, name: { da: Hold, en: Cohort }, from: 2025-01-01, to: 2025-12-31 }]
groups: [{ code: hard, name: { da: Svære, en: Hard } }, { code: mild, name: { da: Lette, en: Mild } }]
measures: [{ code: score, name: { da: Score, en: Score } }, { code: started, name: { da: Begyndt, en: Started } }]
outcomes:
  - { kind: reached, code: job, name: { da: Job, en: Job }, price: { kind: per-claim, amount: 1000 } }
  - { kind: counted, code: days, name: { da: Dage, en: Days }, claims: repeatable, price: { kind: per-unit, unit: day, amount: 100 } }
  - { kind: improvement, code: better, name: { da: Bedre, en: Better }, measure: score, better: higher, atLeast: 5, price: { kind: per-claim, amount: 700 } }
  - { kind: share, code: began, name: { da: Andel, en: Share }, reaching: job, population: { of: started } }
payers: { split: fixed, parts: [{ party: of-participant, share: 1 }], otherwise: town }
payees: [{ party: supplier, share: 1 }]
`;
const HEADER = 'participant;outcome;achieved_on;quantity;referred_on;external_ref';

async function imported(body: string | Buffer, type = 'text/csv', contractId?: string): Promise<ImportReport> {
  const answer = await world.import('fatima', contractId ?? (await world.contract(TERMS)), body, type);
  expect(answer.status).toBe(201);
  return ImportReportSchema.parse(answer.body);
}
const rows = (...lines: string[]): string => [HEADER, ...lines].join('\n');
const faults = ({ errors }: ImportReport): [number, string | undefined, string][] =>
  errors.map(({ row, column, code }) => [row, column, code.replace('outcomes.', '')]);

describe('a table is read whatever a spreadsheet puts around it', () => {
  it.each<[string, string | Buffer]>([
    ['line ends of two kinds', `${HEADER}\r\ni1;job;2026-05-01;1;2026-01-01;\ni2;job;2026-05-01;1;2026-01-01;\r\n`],
    ['line ends of the old kind', `${HEADER}\ri1;job;2026-05-01;1;2026-01-01;\ri2;job;2026-05-01;1;2026-01-01;`],
    [
      'an empty line before the header',
      `\n${rows('i1;job;2026-05-01;1;2026-01-01;', 'i2;job;2026-05-01;1;2026-01-01;')}`,
    ],
    [
      'a line that names the separator',
      `sep=;\n${rows('i1;job;2026-05-01;1;2026-01-01;', 'i2;job;2026-05-01;1;2026-01-01;')}`,
    ],
    [
      'empty columns at the end',
      `${HEADER};;;\ni1;job;2026-05-01;1;2026-01-01;;;;\ni2;job;2026-05-01;1;2026-01-01;;;;`,
    ],
    ['an empty column at the start', `;${HEADER}\n;i1;job;2026-05-01;1;2026-01-01;\n;i2;job;2026-05-01;1;2026-01-01;`],
    ['tabs', rows('i1;job;2026-05-01;1;2026-01-01;', 'i2;job;2026-05-01;1;2026-01-01;').replaceAll(';', '\t')],
    [
      'UTF-16',
      Buffer.from(`\uFEFF${rows('i1;job;2026-05-01;1;2026-01-01;', 'i2;job;2026-05-01;1;2026-01-01;')}`, 'utf16le'),
    ],
    [
      'UTF-16 without its mark',
      Buffer.from(rows('i1;job;2026-05-01;1;2026-01-01;', 'i2;job;2026-05-01;1;2026-01-01;'), 'utf16le'),
    ],
  ])('%s', async (_, body) => expect(await imported(body)).toMatchObject({ rows: 2, accepted: 2, errors: [] }));

  it('Danish names of columns, outcomes and groups', async () =>
    expect(
      await imported(
        'Borger;Resultat;Dato;Antal;Henvist;Målgruppe;Betalende kommune\ni1;Dage;01-05-2026;4,5;2026-01-01;Svære;101\ni2;JOB;2026-05-01;;2026-01-01;lette;',
      ),
    ).toMatchObject({ rows: 2, accepted: 2, errors: [] }));
  it('empty rows count as nothing, and hide no fault', async () => {
    const report = await imported(
      rows(...Array.from({ length: 400 }, () => ';;;;;'), 'a;nothing;2026-05-01;1;2026-01-01;'),
    );
    expect(report).toMatchObject({
      rows: 1,
      failed: 0,
      refused: 1,
      errors: [{ row: 402, code: 'outcomes.unknown-outcome' }],
    });
  });
  it('a file in Windows-1252 is refused, and says what it seems to be', async () => {
    const body = Buffer.from(
      rows('Bæk-1;job;2026-05-01;1;2026-01-01;', 'Bøk-1;job;2026-05-01;1;2026-01-01;'),
      'latin1',
    );
    const answer = await world.import('fatima', await world.contract(TERMS), body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'outcomes.import-encoding' } });
    expect(answer.body['da']).toContain('Windows-1252');
  });
});

describe('a row that cannot be meant is refused with its column', () => {
  it.each<[string, string, [string | undefined, string]]>([
    ['an empty number of a measure', 'd1;score;2026-01-05;;2026-01-01;', ['quantity', 'cell-missing']],
    ['an empty number of a count', 'd1;days;2026-01-05;;2026-01-01;', ['quantity', 'cell-missing']],
    ['a number that may be thousands', 'd1;days;2026-05-01;1.000;2026-01-01;', ['quantity', 'cell-ambiguous-number']],
    [
      'a number in scientific writing',
      'd1;days;2026-05-01;1E+03;2026-01-01;',
      ['quantity', 'cell-changed-by-spreadsheet'],
    ],
    ['a row that was cut off', 'd1;days;2026-05-02;4', [undefined, 'import-short']],
    ['a row with too much', 'd1;days;2026-05-02;4;2026-01-01;;x', [undefined, 'import-overfull']],
    [
      'a key that a spreadsheet has shortened',
      '5,79E+12;job;2026-05-01;1;2026-01-01;',
      ['participant', 'cell-changed-by-spreadsheet'],
    ],
    ['letters that were lost', 'B\uFFFDk-1;job;2026-05-01;1;2026-01-01;', ['participant', 'cell-lost-letters']],
    ['a day in the year 26', 'd1;score;2026-05-01;1;01-01-0026;', ['referred_on', 'cell-date-not-plausible']],
    ['a day to come', 'd1;score;2026-05-01;1;2062-01-01;', ['referred_on', 'cell-date-not-plausible']],
    ['a day in the year 0', 'd1;score;2026-05-01;1;0000-01-01;', ['referred_on', 'cell-not-a-date']],
    ['a day in the year 9999', 'd1;score;9999-12-31;1;2026-01-01;', ['achieved_on', 'cell-date-not-plausible']],
    ['NUL', 'd1;job;2026-05-01;1;2026-01-01;a\u0000b', ['external_ref', 'cell-holds-nul']],
    ['a formula', '="00123";job;2026-05-01;1;2026-01-01;', ['participant', 'cell-formula']],
    ['a key of which nothing is seen', '\u200b;job;2026-05-01;1;2026-01-01;', ['participant', 'cell-missing']],
    ['the header again', HEADER, [undefined, 'import-header-again']],
  ])('%s', async (_, line, [column, code]) => {
    const report = await imported(rows('f1;days;2026-05-01;45;2026-01-01;', line));
    expect(report).toMatchObject({ accepted: 1, failed: 1 });
    expect(faults(report)).toEqual([[3, column, code]]);
  });

  it('an event or a result that is reached or not needs no number', async () =>
    expect(
      await imported(
        rows(
          'd1;started;2026-01-05;;2026-01-01;',
          'd1;job;2026-05-05;;2026-01-01;',
          'd1;score;2026-01-05;10;;',
          'd1;better;2026-05-06;;;',
          'd1;score;2026-05-06;18;;',
        ),
      ),
    ).toMatchObject({ accepted: 5, errors: [] }));

  it.each([
    'a1;days;2026-05-01;5;2026-01-01;101904321',
    'a2;days;2026-05-01;5;2026-01-01;010190.4321',
    'a3;days;2026-05-01;5;2026-01-01;01-01-90-4321',
    '01011990-4321;days;2026-05-01;5;2026-01-01;',
    'a5;days;2026-05-01;5;2026-01-01;010190  4321',
    'a6;days;2026-05-01;0101904321;2026-01-01;',
  ])('a personal number is refused, not stored and not repeated: %s', async (line) => {
    const contractId = await world.contract(TERMS);
    const report = await imported(rows(line), 'text/csv', contractId);
    expect(report).toMatchObject({ failed: 1, errors: [{ code: 'outcomes.cell-holds-cpr' }] });
    expect(JSON.stringify(report)).not.toContain('4321');
    expect(await world.rows('SELECT 1 FROM participant WHERE contract_id = $1', [contractId])).toEqual([]);
  });
});

describe('lines of JSON', () => {
  const person = { outcome: 'days', achieved_on: '2026-05-01', quantity: '5', referred_on: '2026-01-01' };
  const lines = (...texts: (string | object)[]): string =>
    texts.map((text) => (typeof text === 'string' ? text : JSON.stringify(text))).join('\n');

  it.each<[string, string | object, [string, string]]>([
    ['an unknown member', { ...person, participant: 'u2', quantitty: 45 }, ['quantitty', 'cell-column-unknown']],
    ['NUL', { ...person, participant: 'u2', external_ref: 'a\u0000b' }, ['external_ref', 'cell-holds-nul']],
    ['half a character', { ...person, participant: 'u\ud83d' }, ['participant', 'cell-holds-half-character']],
    ['an object for a person', { ...person, participant: { a: 1 } }, ['participant', 'cell-not-text']],
    ['a truth for a number', { ...person, participant: 'u2', quantity: true }, ['quantity', 'cell-not-text']],
    [
      'a member twice',
      '{"participant":"a","participant":"b","outcome":"job","achieved_on":"2026-05-01"}',
      ['participant', 'cell-column-twice'],
    ],
    [
      'a key that is a number too long to be exact',
      '{"participant":12345678901234567890,"outcome":"job","achieved_on":"2026-05-01","referred_on":"2026-01-01"}',
      ['participant', 'cell-number-too-long'],
    ],
  ])('are refused one by one: %s', async (_, line, [column, code]) => {
    const report = await imported(lines({ ...person, participant: 'u1' }, line), 'application/x-ndjson');
    expect(report).toMatchObject({ accepted: 1, failed: 1 });
    expect(faults(report)).toEqual([[2, column, code]]);
  });
  it('keep a number as it is written', async () => {
    const contractId = await world.contract(TERMS);
    await imported(
      '{"participant":123,"outcome":"days","achieved_on":"2026-05-01","quantity":1.125,"referred_on":"2026-01-01"}',
      'application/x-ndjson',
      contractId,
    );
    expect(await world.rows('SELECT quantity FROM claim WHERE contract_id = $1', [contractId])).toEqual([
      { quantity: '1.125' },
    ]);
  });
});

describe('one person has one key', () => {
  it.each([
    ['zeros before it', '00123', '123'],
    ['letter case', 'Bo-1', 'bo-1'],
    ['a decimal behind it', '123', '123,0'],
    ['another dash', 'B-1', 'B–1'],
    ['wide letters', 'B-1', 'Ｂ-1'],
  ])('one that differs in %s is held back until somebody has looked', async (_, first, second) => {
    const contractId = await world.contract(TERMS);
    const line = (key: string) => `${key};job;2026-05-01;1;2026-01-01;`;
    expect(await imported(rows(line(first)), 'text/csv', contractId)).toMatchObject({ accepted: 1 });
    const held = await imported(rows(line(second)), 'text/csv', contractId);
    expect(held).toMatchObject({ failed: 1, enrolled: 0, errors: [{ code: 'outcomes.import-resembles' }] });
    expect(held.errors[0]!.da).toContain(first);
    const looked = await imported(`new_person;${rows(line(second)).replace('\n', '\nja;')}`, 'text/csv', contractId);
    expect(looked).toMatchObject({ accepted: 1, enrolled: 1 });
  });
  it('is held back within one file too', async () =>
    expect(
      faults(await imported(rows('00123;job;2026-05-01;1;2026-01-01;', '123;job;2026-05-01;1;2026-01-01;'))),
    ).toEqual([[3, 'participant', 'import-resembles']]));
  it('is held back, and known, when the batch before has just enrolled it', async () => {
    const contractId = await world.contract(TERMS);
    const of = (key: string, on: string) => `${key};job;${on};1;2026-01-01;`;
    const many = Array.from({ length: 999 }, (_, i) => of(`m-${i}`, '2026-05-01'));
    const report = await imported(
      rows(...many, of('00123', '2026-05-01'), of('123', '2026-05-01'), of('00123', '2026-05-02')),
      'text/csv',
      contractId,
    );
    expect(faults(report)).toEqual([
      [1002, 'participant', 'import-resembles'],
      [1003, undefined, expect.anything()],
    ]);
    expect(report).toMatchObject({ enrolled: 1000, accepted: 1000 });
  });
  it('is the same composed or not, with spaces around or something unseen in it', async () => {
    const contractId = await world.contract(TERMS);
    await imported(rows('Bés;job;2026-05-01;1;2026-01-01;'), 'text/csv', contractId);
    expect(
      await imported(rows('Be\u0301s;days;2026-05-01;1;;', ' B\u200Bés ;days;2026-05-02;1;;'), 'text/csv', contractId),
    ).toMatchObject({ accepted: 2, enrolled: 0 });
  });
  it('is not forgotten by an erasure that cuts it off', async () => {
    const contractId = await world.contract(TERMS);
    await imported(rows('00123;job;2026-05-01;1;2026-01-01;'), 'text/csv', contractId);
    const [person] = await world.rows('SELECT participant_id FROM participant WHERE contract_id = $1', [contractId]);
    expect((await world.post('bo', `/participants/${String(person!['participant_id'])}/erasure`)).status).toBe(201);
    expect(await world.rows('SELECT twin_key FROM participant WHERE contract_id = $1', [contractId])).toEqual([
      { twin_key: null },
    ]);
  });
});

describe('a row that comes again', () => {
  it('with other content says what differs, and what was claimed stands', async () => {
    const contractId = await world.contract(TERMS);
    const file = rows(
      'g1;days;2026-05-01;45;2026-01-01;',
      'g1;days;2026-05-01;54;2026-01-01;',
      'g1;days;2026-05-10;3;2026-01-01;ref-9',
      'g1;days;2026-05-11;7;2026-01-01;ref-9',
    );
    const report = await imported(file, 'text/csv', contractId);
    expect(report).toMatchObject({ accepted: 2, failed: 2, repeated: 0 });
    expect(faults(report)).toEqual([
      [3, undefined, 'repeat-differs'],
      [5, undefined, 'repeat-differs'],
    ]);
    expect(report.errors[0]!.en).toContain('the quantity (45 → 54)');
    expect(report.errors[1]!.en).toContain('the day (2026-05-10 → 2026-05-11)');
    expect(await imported(file, 'text/csv', contractId)).toMatchObject({ accepted: 0, failed: 2, repeated: 2 });
  });
  it.each<[string, string, [string, string][]]>([
    ['another referral', 'zz1;days;2026-05-01;1;2026-02-01;;', [['referred_on', 'import-person-differs']]],
    ['another cohort', 'zz1;days;2026-05-01;1;;c2025;', [['cohort', 'import-person-differs']]],
    ['another group', 'zz1;days;2026-05-01;1;;;mild', [['group', 'import-person-differs']]],
    ['nothing new', 'zz1;days;2026-05-01;1;2026-01-01;;hard', []],
    ['nothing at all', 'zz1;days;2026-05-01;1;;;', []],
  ])('about a known person says so when it names %s', async (_, line, expected) => {
    const report = await imported(
      `participant;outcome;achieved_on;quantity;referred_on;cohort;group\nzz1;job;2026-05-01;;2026-01-01;;hard\n${line}`,
    );
    expect(faults(report)).toEqual(expected.map((fault) => [3, ...fault]));
  });
});

describe('a paying municipality', () => {
  const file = (payer: string): string =>
    `participant;outcome;achieved_on;referred_on;paying_municipality\na;job;2026-05-01;2026-01-01;${payer}`;

  it.each(['0101', '101', 'kbh'])('is known as %s', async (payer) => {
    const contractId = await world.contract(TERMS);
    expect(await imported(file(payer), 'text/csv', contractId)).toMatchObject({ accepted: 1, errors: [] });
    expect(
      await world.rows('SELECT paying_municipality AS payer FROM participant WHERE contract_id = $1', [contractId]),
    ).toEqual([{ payer: 'kbh' }]);
  });
  it.each([
    ['København', 'København er 0101'],
    ['0313', '0313 er ikke en kommunekode i brug'],
    ['0461', '0461 Odense betaler ikke i kontrakten'],
    ['Utopia', '«Utopia» er ukendt'],
  ])('is not known as %s', async (payer, said) => {
    const report = await imported(file(payer));
    expect(faults(report)).toEqual([[2, 'paying_municipality', 'cell-unknown-payer']]);
    expect(report.errors[0]!.da).toContain(said);
  });
  it('that the contract does not know is refused at enrolment, like a day that cannot be meant', async () => {
    const contractId = await world.contract(TERMS);
    const enrol = (change: object) =>
      world.post('fatima', `/contracts/${contractId}/participants`, { referredOn: '2026-01-01', ...change });
    expect(await enrol({ payingMunicipality: '0461' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'payingMunicipality' }] },
    });
    expect(await enrol({ referredOn: '0026-01-01' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'referredOn' }] },
    });
    expect(await enrol({ startedOn: '9999-12-31' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'startedOn' }] },
    });
    expect(await enrol({ referredOn: '0000-01-01' })).toMatchObject({ status: 422 });
    expect((await enrol({ payingMunicipality: '101' })).status).toBe(201);
  });
});
