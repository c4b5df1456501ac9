import { describe, expect, it } from '@jest/globals';
import { contract } from '../../../test/build.js';
import { evenly, perMillion } from '../luck.js';
import { readFacts, type GivenFacts } from './read-facts.js';

const claim = { kind: 'per-claim', amount: 100 };
const terms = contract({
  period: { from: '2025-01-01', to: '2027-06-30' },
  followUps: [
    { code: 'm3', months: 3 },
    { code: 'm6', months: 6 },
  ],
  cohorts: [{ code: 'c1', from: '2025-01-01', to: '2025-12-31' }],
  groups: [{ code: 'g1' }, { code: 'g2' }],
  measures: [{ code: 'score' }],
  outcomes: [
    { code: 'job', kind: 'reached', price: claim },
    { code: 'home', kind: 'reached', followUps: ['m3'], price: claim },
    { code: 'days', kind: 'counted', claims: 'repeatable', price: { kind: 'per-unit', unit: 'day', amount: 1 } },
    { code: 'all', kind: 'total', measure: 'score', price: { kind: 'tranches', tranches: [{ share: 1 }] } },
  ],
});
const plain = contract({ outcomes: [{ code: 'job', kind: 'reached', price: claim }] });
const read = (given: GivenFacts | string, of = terms, most?: number) =>
  readFacts(of, typeof given === 'string' ? { csv: given } : given, most);
const errors = (
  given: GivenFacts | string,
  of = terms,
  most?: number,
): [number | undefined, string | undefined, string, string, string][] => {
  const result = read(given, of, most);
  return result.ok
    ? []
    : result.errors.map(({ row, path, code, da, en }) => [row, path, code.replace('facts.', ''), da, en]);
};
const short = (given: GivenFacts | string, of = terms, most?: number): string[] =>
  errors(given, of, most).map(([row, path, code]) => `${row} ${path ?? '-'} ${code}`);
const facts = (given: GivenFacts | string, of = terms, percent = '100') => {
  const result = read(given, of);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.basis.facts(evenly(perMillion(percent)));
};

describe('a file', () => {
  const rows = 'a;job;2025-05-01\nb;job;2025-05-02';
  it.each<[string, string]>([
    ['semicolons', `participant;outcome;achieved_on\n${rows}`],
    ['commas', `participant,outcome,achieved_on\n${rows.replaceAll(';', ',')}`],
    ['a byte order mark', `\uFEFFparticipant;outcome;achieved_on\n${rows}`],
    [
      'capitals, spaces and empty lines',
      `Participant ; OUTCOME;achieved_on\r\n\r\n a ; job ;2025-05-01\r\n\r\nb;job;2025-05-02\r\n`,
    ],
    ['quotes', 'participant;outcome;achieved_on\n"a";"job";"2025-05-01"\n"b";"job";2025-05-02'],
    [
      'other columns, empty',
      `id;participant;outcome;follow_up;achieved_on;quantity;cohort;group;payer;external_ref;evidence_digest;evidence_source;referred_on;paying_municipality\n;a;job;;2025-05-01;;;;;;;;;\n;b;job;;2025-05-02;;;;;x;${'ab'.repeat(32)};register;01-02-2025;751`,
    ],
  ])('may have %s', (_what, text) =>
    expect(facts(text).map(({ participant, outcome, on }) => [participant, outcome, on])).toEqual([
      ['a', 'job', '2025-05-01'],
      ['b', 'job', '2025-05-02'],
    ]),
  );
  it('semicolons in its first line alone make it one of semicolons', () =>
    expect(short('participant,outcome,achieved_on\na;b,job,2025-05-01')).toEqual([]));
  it.each<[string, string, [number, string | undefined, string, string, string][]]>([
    [
      'nothing',
      '',
      [
        [
          1,
          undefined,
          'empty',
          'Filen er tom. Første række skal navngive kolonnerne.',
          'The file is empty. The first row must name the columns.',
        ],
      ],
    ],
    [
      'a header alone',
      'outcome;achieved_on\n',
      [
        [
          1,
          undefined,
          'no-rows',
          'Filen har ingen rækker under overskriften.',
          'The file has no rows below the header.',
        ],
      ],
    ],
    [
      'an open quote',
      'outcome;achieved_on\njob;"2025-05-01\n',
      [
        [
          2,
          undefined,
          'malformed',
          'Række 2 kan ikke læses; ofte mangler der et anførselstegn.',
          'Row 2 cannot be read; often a quote is missing.',
        ],
      ],
    ],
    [
      'too few cells',
      'participant;outcome;achieved_on\na;job\nb;job;2025-05-01;x\n',
      [
        [
          2,
          undefined,
          'short',
          'Rækken har færre felter end filen har kolonner; den ser ud til at være skåret af.',
          'The row has fewer cells than the file has columns; it seems to be cut off.',
        ],
        [
          3,
          undefined,
          'overfull',
          'Rækken har flere felter end filen har kolonner.',
          'The row has more cells than the file has columns.',
        ],
      ],
    ],
  ])('has errors: %s', (_what, text, expected) => expect(errors(text)).toEqual(expected));
  it.each([
    ['outcome;achieved_on;when', ['1 when column-unknown']],
    ['outcome;achieved_on;outcome', ['1 outcome column-twice']],
    ['outcome;follow_up', ['1 achieved_on column-missing']],
    ['achieved_on', ['1 outcome column-missing']],
    ['outcome;count', ['1 period column-missing']],
    ['count;achieved_on', ['1 outcome column-missing', '1 period column-missing', '1 achieved_on column-unknown']],
    ['outcome;count;period;id', ['1 id column-unknown']],
  ])('with the header %s has %j', (header, expected) =>
    expect(short(`${header}\n${header.replaceAll(/[^;]+/g, 'x')}`)).toEqual(expected),
  );
  it('says which columns are possible', () => {
    expect(errors('outcome;achieved_on;x\na;b;c')[0]).toEqual([
      1,
      'x',
      'column-unknown',
      'Kolonnen «x» er ukendt. Brug kolonnerne borger, resultat, dato, opfølgning, antal, evidence_digest, dokumentation, kilde, reference, henvist, årgang, målgruppe, betalende kommune, ny borger, fejl, id, payer; resultat, dato er påkrævet.',
      'The column «x» is unknown. Use the columns participant, outcome, achieved_on, follow_up, quantity, evidence_digest, evidence_file, evidence_source, external_ref, referred_on, cohort, group, paying_municipality, new_person, reason, id, payer; outcome, achieved_on are required.',
    ]);
    expect(errors('outcome;count\na;b')[0]).toEqual([
      1,
      'period',
      'column-missing',
      'Kolonnen period mangler. Brug kolonnerne outcome, follow_up, period, count, quantity, cohort, group, payer, paying_municipality; outcome, period, count er påkrævet.',
      'The column period is missing. Use the columns outcome, follow_up, period, count, quantity, cohort, group, payer, paying_municipality; outcome, period, count are required.',
    ]);
  });
});

describe('a row', () => {
  const row = { participant: 'a', outcome: 'job', achievedOn: '2025-05-01' };
  const person = (more: object) => ({ people: [{ ...row, ...more }] });
  it.each<[string, object, string[]]>([
    ['fits', {}, []],
    ['with all its words', { cohort: 'c1', group: 'g2', payer: 'state', quantity: '1' }, []],
    ['by municipality code', { payer: '0751' }, []],
    ['of an unknown outcome', { outcome: 'jobs' }, ['1 outcome unknown-outcome']],
    ['of no outcome', { outcome: '' }, ['1 outcome missing']],
    ['of a group', { outcome: 'all' }, ['1 outcome measured-on-group']],
    ['of a measure', { outcome: 'score', quantity: '3' }, []],
    ['of a measure without its number', { outcome: 'score' }, ['1 quantity missing']],
    ['of a count without its number', { outcome: 'days' }, ['1 quantity missing']],
    ['of a measure at a follow-up', { outcome: 'score', followUp: 'm6', quantity: '3' }, []],
    ['without its follow-up', { outcome: 'home' }, ['1 follow_up wrong-follow-up']],
    ['at its follow-up', { outcome: 'home', followUp: 'm3' }, []],
    ['at the follow-up of another', { outcome: 'home', followUp: 'm6' }, ['1 follow_up wrong-follow-up']],
    ['at a follow-up of none', { followUp: 'm3' }, ['1 follow_up wrong-follow-up']],
    ['at an unknown follow-up', { outcome: 'home', followUp: 'm9' }, ['1 follow_up unknown-follow-up']],
    [
      'of unknown words',
      { cohort: 'c', group: 'g', payer: 'p' },
      ['1 cohort unknown-cohort', '1 group unknown-group', '1 payer unknown-payer'],
    ],
    ['of one who does not pay', { payer: 'helper' }, ['1 payer unknown-payer']],
    ['with a decimal comma', { outcome: 'days', quantity: '1,5' }, []],
    ['with a Danish date', { achievedOn: '01-05-2025' }, []],
    ['that may be a thousand', { outcome: 'days', quantity: '1.000' }, ['1 quantity ambiguous-number']],
    [
      'with a key that a spreadsheet has changed',
      { participant: '5,79E+12' },
      ['1 participant changed-by-spreadsheet'],
    ],
    ['with a personal number', { participant: '010190-4321' }, ['1 participant holds-cpr']],
    ['by municipality code without its zero', { payer: '751' }, []],
    ['by the name of a municipality', { payer: 'Aarhus' }, ['1 payer unknown-payer']],
    ['with too long a number', { outcome: 'days', quantity: '1234567890123456' }, ['1 quantity not-a-number']],
    ['with too many decimals', { outcome: 'days', quantity: '0.1234567891' }, ['1 quantity not-a-number']],
    ['with nine decimals', { outcome: 'days', quantity: '0.123456789' }, []],
    ['with a number below zero, of a measure', { outcome: 'score', quantity: '-0.5' }, []],
    [
      'with a number below zero, of an outcome',
      { outcome: 'days', quantity: '-1' },
      ['1 days (row-1) invalid-quantity'],
    ],
    ['on no date', { achievedOn: '2025-02-30' }, ['1 achieved_on not-a-date']],
    ['without a date', { achievedOn: '' }, ['1 achieved_on missing']],
    ['the day before the contract', { achievedOn: '2024-12-31' }, ['1 achieved_on outside-period']],
    ['of a measure the day before the contract', { outcome: 'score', quantity: '3', achievedOn: '2024-12-31' }, []],
    ['on its first day', { achievedOn: '2025-01-01' }, []],
    ['on its last day', { achievedOn: '2027-06-30' }, []],
    ['the day after the contract', { achievedOn: '2027-07-01' }, ['1 achieved_on outside-period']],
    [
      'of a measure the day after the contract',
      { outcome: 'score', quantity: '3', achievedOn: '2027-07-01' },
      ['1 achieved_on outside-period'],
    ],
    ['of nobody', { participant: undefined }, ['1 participant missing-participant']],
    ['of a measure of nobody', { outcome: 'score', quantity: '3', participant: undefined }, []],
  ])('of a person %s', (_what, more, expected) => expect(short(person(more))).toEqual(expected));
  const count = (more: object) => ({ counts: [{ outcome: 'job', period: '2025', count: 2, ...more }] });
  it.each<[string, object, string[]]>([
    ['fits', {}, []],
    ['of zero', { count: 0 }, []],
    ['of less', { count: -1 }, ['1 count wrong-count']],
    ['of a half', { count: 1.5 }, ['1 count wrong-count']],
    ['of far too many', { count: 10_000_000 }, ['1 count wrong-count']],
    ['in no period', { period: '2025-13' }, ['1 period wrong-period']],
    ['without a period', { period: '' }, ['1 period wrong-period']],
    ['in a period before the contract', { period: '2024' }, ['1 period outside-period']],
    ['in a period after the contract', { period: '2027-H2' }, ['1 period outside-period']],
    ['in the last month', { period: '2027-06' }, []],
    ['of unknown words', { outcome: 'x', group: 'x' }, ['1 group unknown-group', '1 outcome unknown-outcome']],
  ])('of a count %s', (_what, more, expected) => expect(short(count(more))).toEqual(expected));
  it.each<[GivenFacts, string, string]>([
    [
      person({ outcome: 'jobs' }),
      '«jobs» er ukendt. Mulige: job, home, days, all, score.',
      '«jobs» is unknown. Possible: job, home, days, all, score.',
    ],
    [person({ outcome: '' }), 'Feltet mangler.', 'The cell is empty.'],
    [
      person({ outcome: 'all' }),
      '«all» opgøres for en gruppe. Giv de målinger og resultater, det hviler på.',
      '«all» is measured on a group. Give the measures and outcomes that it rests on.',
    ],
    [
      person({ followUp: 'm3' }),
      '«job» har ingen opfølgninger; feltet skal være tomt.',
      '«job» has no follow-ups; the cell must be empty.',
    ],
    [
      person({ outcome: 'home' }),
      '«home» skal have en af opfølgningerne m3.',
      '«home» needs one of the follow-ups m3.',
    ],
    [
      person({ payer: 'x' }),
      '«x» er ukendt. Kontraktens betalere: town (0751), state.',
      "«x» is unknown. The contract's payers: town (0751), state.",
    ],
    [
      person({ quantity: 'x' }),
      'Skriv et tal uden tegn mellem tusinder og med højst ni decimaler.',
      'Write a number with nothing between thousands and with at most nine decimals.',
    ],
    [
      person({ achievedOn: 'x' }),
      'Skriv datoen som ÅÅÅÅ-MM-DD eller DD-MM-ÅÅÅÅ.',
      'Write the date as YYYY-MM-DD or DD-MM-YYYY.',
    ],
    [
      person({ achievedOn: '2030-01-01' }),
      '2030-01-01 ligger uden for kontraktens periode 2025-01-01 til 2027-06-30.',
      "2030-01-01 lies outside the contract's period 2025-01-01 to 2027-06-30.",
    ],
    [
      count({ period: '2030' }),
      '2030 ligger uden for kontraktens periode 2025-01-01 til 2027-06-30.',
      "2030 lies outside the contract's period 2025-01-01 to 2027-06-30.",
    ],
    [
      count({ period: 'x' }),
      '«x» er ikke en periode. Skriv 2026, 2026-H1, 2026-Q3, 2026-03 eller 2026-03-15.',
      '«x» is not a period. Write 2026, 2026-H1, 2026-Q3, 2026-03 or 2026-03-15.',
    ],
    [
      count({ count: -1 }),
      '«-1» er ikke et antal (et helt tal, 0 eller mere).',
      '«-1» is not a count (a whole number, 0 or more).',
    ],
  ])('is told what is wrong (case %#)', (given, da, en) =>
    expect(errors(given).map((error) => error.slice(3))).toEqual([[da, en]]),
  );
  it('of words that the terms have none of is told that', () =>
    expect(errors(person({ group: 'x' }), plain)[0]).toEqual([
      1,
      'group',
      'unknown-group',
      '«x» er ukendt; vilkårene har ingen.',
      '«x» is unknown; the terms have none.',
    ]));
  it('about a person whose key is easily taken for an earlier one is held back, as an import would', () => {
    const twins = (more: object) => ({
      people: [
        { ...row, participant: '00123' },
        { ...row, participant: '123', ...more },
      ],
    });
    expect(short(twins({}))).toEqual(['2 participant resembles']);
    expect(short(twins({ newPerson: true }))).toEqual([]);
  });
  it('has an id of its own, given or not', () => {
    const other = { ...row, participant: 'b', id: 'x' };
    expect(errors({ people: [{ ...row, id: 'x' }, row, other, { ...row, id: 'row-2' }] })).toEqual([
      [3, 'id', 'id-reused', 'Id «x» står allerede i række 1.', 'The id «x» is already in row 1.'],
      [4, 'id', 'id-reused', 'Id «row-2» står allerede i række 2.', 'The id «row-2» is already in row 2.'],
    ]);
    expect(facts({ people: [{ ...row, id: 'x' }, row] }).map(({ id }) => id)).toEqual(['x', 'row-2']);
  });
  it('is a line of its file, however many lines there are above it', () =>
    expect(short('participant;outcome;achieved_on\n\na;job;2025-05-01\nb;x;2025-05-01\n')).toEqual([
      '4 outcome unknown-outcome',
    ]));
  it('all that is wrong comes at once, in the order of the rows', () =>
    expect(short('participant;outcome;achieved_on\na;job\nb;x;2025-02-30\nc;job\n')).toEqual([
      '2 - short',
      '3 achieved_on not-a-date',
      '4 - short',
    ]));
  it('that only the evaluation can judge is refused, too', () =>
    expect(short({ people: [{ ...row, id: 'mine', quantity: '7' }, row] })).toEqual([
      'undefined job (mine) invalid-quantity',
    ]));
});

describe('as many as can be computed', () => {
  const counts = (...numbers: number[]) => ({
    counts: numbers.map((count) => ({ outcome: 'job', period: '2025', count })),
  });
  it.each([
    [5, []],
    [
      4,
      [
        [
          1,
          'count',
          'too-many',
          '5 i alt; her kan højst 4 beregnes ad gangen.',
          '5 in all; at most 4 can be computed here at a time.',
        ],
      ],
    ],
  ])('of five counts at most %p', (most, expected) => expect(errors(counts(2, 3), terms, most)).toEqual(expected));
  it('of people, too', () =>
    expect(
      short(
        { people: ['a', 'b'].map((participant) => ({ participant, outcome: 'job', achievedOn: '2025-05-01' })) },
        terms,
        1,
      ),
    ).toEqual(['1 - too-many']));
});

describe('counts', () => {
  it('are people who are the same across outcomes, and others in later rows', () => {
    const given = {
      counts: [
        { outcome: 'job', period: '2026', count: 1 },
        { outcome: 'job', period: '2025-Q1', count: 2 },
        { outcome: 'home', followUp: 'm3', period: '2025', count: 2 },
      ],
    };
    const of = (code: string) =>
      facts(given)
        .filter(({ outcome }) => outcome === code)
        .map(({ participant, on, followUp }) => [participant, on, followUp]);
    expect(of('job')).toEqual([
      ['p1', '2025-03-31', undefined],
      ['p2', '2025-03-31', undefined],
      ['p3', '2026-12-31', undefined],
    ]);
    expect(of('home')).toEqual([
      ['p1', '2025-12-31', 'm3'],
      ['p2', '2025-12-31', 'm3'],
    ]);
  });
  it('end with the contract', () =>
    expect(facts({ counts: [{ outcome: 'job', period: '2027', count: 1 }] })[0]!.on).toBe('2027-06-30'));
  it('of a cohort, a group or a payer are people of its own', () => {
    const given = {
      counts: [
        { outcome: 'job', period: '2025', count: 1, group: 'g1' },
        { outcome: 'job', period: '2025', count: 1, group: 'g1', cohort: 'c1', payer: 'town' },
        { outcome: 'job', period: '2025', count: 1 },
      ],
    };
    expect(facts(given).map(({ participant, group, cohort, payer }) => [participant, group, cohort, payer])).toEqual([
      ['g1-p1', 'g1', undefined, undefined],
      ['c1-g1-town-p1', 'g1', 'c1', 'town'],
      ['p1', undefined, undefined, undefined],
    ]);
  });
  it('say how many claims and people they are', () => {
    const result = read({
      counts: [
        { outcome: 'job', period: '2025', count: 3 },
        { outcome: 'home', followUp: 'm3', period: '2025', count: 2 },
        { outcome: 'score', period: '2025', count: 5, quantity: '2' },
      ],
    });
    expect(result.ok && [result.basis.kind, result.basis.claims, result.basis.people, result.facts]).toEqual([
      'counts',
      5,
      5,
      10,
    ]);
  });
  it('of measures stay when half of the people succeed; half of the claims go', () => {
    const half = facts(
      {
        counts: [
          { outcome: 'job', period: '2025', count: 4 },
          { outcome: 'score', period: '2025', count: 4, quantity: '2' },
        ],
      },
      terms,
      '50',
    );
    expect(half.filter(({ outcome }) => outcome === 'job')).toHaveLength(2);
    expect(
      half
        .filter(({ outcome }) => outcome === 'score')
        .map(({ id, participant, quantity }) => [id, participant, quantity]),
    ).toEqual([1, 2, 3, 4].map((n) => [`score///${n}`, `p${n}`, '2']));
  });
});

describe('rows for values that are settled at follow-ups or per cohort', () => {
  const population = { of: 'referred', missing: 'excluded' };
  const settled = (more: object[] = []) =>
    contract({
      followUps: [
        { code: 'm6', months: 6 },
        { code: 'm12', months: 12 },
      ],
      cohorts: [
        { code: 'c1', from: '2024-01-01', to: '2024-12-31' },
        { code: 'c2', from: '2025-01-01', to: '2025-12-31' },
      ],
      measures: [{ code: 'referred' }, { code: 'score' }],
      outcomes: [
        {
          code: 'wellbeing',
          kind: 'average',
          per: 'cohort',
          followUps: ['m6', 'm12'],
          measure: 'score',
          population,
          price: { kind: 'per-unit', unit: 'point', amount: 100 },
        },
        ...more,
      ],
    });
  const improved = { code: 'improved', kind: 'improvement', measure: 'score', better: 'higher', price: claim };
  const person = (outcome: string, more: object = {}) => ({
    participant: 'a',
    outcome,
    achievedOn: '2024-05-01',
    quantity: '2',
    ...more,
  });
  const referred = person('referred', { cohort: 'c1' });
  it.each([
    ['with both', settled(), [referred, person('score', { followUp: 'm6' })], []],
    ['without a cohort', settled(), [person('referred'), person('score', { followUp: 'm6' })], ['1 cohort missing']],
    ['without a follow-up', settled(), [referred, person('score')], ['2 follow_up missing']],
    [
      'of which one lacks the follow-up',
      settled(),
      [referred, person('score'), person('score', { followUp: 'm6' })],
      ['2 follow_up missing'],
    ],
    [
      'of which one is a first score for something else',
      settled([improved]),
      [referred, person('score'), person('score', { followUp: 'm6' })],
      [],
    ],
    ['of which all could be such', settled([improved]), [referred, person('score')], ['2 follow_up missing']],
  ])('%s', (_, terms, people, expected) => expect(short({ people }, terms)).toEqual(expected));
  it('are refused as counts too, with what to write', () => {
    const result = readFacts(settled(), {
      counts: [
        { outcome: 'referred', period: '2024', count: 5, cohort: 'c1' },
        { outcome: 'score', period: '2025', count: 5, quantity: '2' },
      ],
    });
    expect(!result.ok && result.errors).toMatchObject([
      { row: 2, path: 'follow_up', en: '«wellbeing» is settled at follow-ups. Write here which: m6, m12.' },
    ]);
  });
});

describe('counts of a comparison group', () => {
  const average = (code: string, of: string) => ({
    code,
    kind: 'average',
    measure: 'nights',
    perPerson: 'sum',
    population: { of, missingValue: 0 },
  });
  const compared = (groups: string[]) =>
    contract({
      groups: groups.map((code) => ({ code })),
      measures: [{ code: 'referred' }, { code: 'compared' }, { code: 'nights' }, { code: 'visits' }],
      outcomes: [
        average('own', 'referred'),
        average('other', 'compared'),
        {
          code: 'fewer',
          kind: 'difference',
          of: 'own',
          against: { outcome: 'other' },
          as: 'points',
          better: 'lower',
          price: { kind: 'per-unit', unit: 'day', amount: 100 },
        },
      ],
    });
  const both = compared(['ours', 'theirs']);
  const row = (outcome: string, count: number, group?: string, quantity?: string) => ({
    outcome,
    period: '2025',
    count,
    group,
    quantity,
  });
  const told = [
    row('referred', 10, 'ours'),
    row('compared', 20, 'theirs'),
    row('nights', 5, 'ours', '10'),
    row('nights', 20, 'theirs', '8'),
  ];
  it('are other people than the participants: 5 × 10 nights of 10, 20 × 8 of 20, 3 fewer each', () => {
    const result = readFacts(both, { counts: told });
    expect(result.ok && [result.basis.people, result.evaluation.payable]).toEqual([30, 30_000n]);
  });
  it.each([
    [
      'without groups, all rows',
      both,
      told.map((each) => ({ ...each, group: undefined })),
      [1, 2, 3, 4].map((no) => `${no} group comparison-without-group`),
    ],
    [
      'when only the comparison group has one, the others',
      both,
      told.map((each) => ({ ...each, group: each.group === 'ours' ? undefined : each.group })),
      ['1 group comparison-without-group', '3 group comparison-without-group'],
    ],
    [
      'in the group of the participants',
      both,
      told.map((each) => ({ ...each, group: 'ours' })),
      ['2 group comparison-of-participants'],
    ],
    ['not what no comparison rests on', both, [...told, row('visits', 3, undefined, '1')], []],
  ])('are refused %s', (_, terms, counts, expected) => expect(short({ counts }, terms)).toEqual(expected));
  it('say what to do when the terms have no groups', () => {
    const result = readFacts(compared([]), { counts: [row('referred', 10)] });
    expect(!result.ok && result.errors[0]!.en).toContain('Give the terms two groups');
  });
  it('may be the same people when one population serves both values', () => {
    const same = contract({
      measures: [{ code: 'referred' }, { code: 'before' }, { code: 'after' }],
      outcomes: [
        { ...average('then', 'referred'), measure: 'before' },
        { ...average('now', 'referred'), measure: 'after' },
        {
          code: 'fewer',
          kind: 'difference',
          of: 'now',
          against: { outcome: 'then' },
          as: 'points',
          better: 'lower',
          price: { kind: 'per-unit', unit: 'day', amount: 100 },
        },
      ],
    });
    const counts = [row('referred', 10), row('before', 10, undefined, '9'), row('after', 10, undefined, '4')];
    const result = readFacts(same, { counts });
    expect(result.ok && result.evaluation.payable).toBe(50_000n);
  });
});

describe('facts per person', () => {
  const row = (participant: string | undefined, outcome: string, more: object = {}) => ({
    participant,
    outcome,
    achievedOn: '2025-05-01',
    ...more,
  });
  it('carry all that a row says', () =>
    expect(
      facts({
        people: [
          row('a', 'home', { id: 'x', followUp: 'm3', quantity: '1', cohort: 'c1', group: 'g1', payer: 'town' }),
        ],
      }),
    ).toEqual([
      {
        id: 'x',
        participant: 'a',
        outcome: 'home',
        followUp: 'm3',
        on: '2025-05-01',
        quantity: '1',
        cohort: 'c1',
        group: 'g1',
        payer: 'town',
      },
    ]));
  it('say how many claims and people they are', () => {
    const result = read({
      people: [row('a', 'job'), row('b', 'job'), ...['b', undefined].map((of) => row(of, 'score', { quantity: '3' }))],
    });
    expect(result.ok && [result.basis.kind, result.basis.claims, result.basis.people, result.facts]).toEqual([
      'people',
      2,
      2,
      4,
    ]);
  });
  it('of those who do not succeed lose the claims, not the measures', () => {
    const half = facts(
      { people: ['a', 'b', 'c', 'd'].flatMap((name) => [row(name, 'job'), row(name, 'score', { quantity: '3' })]) },
      terms,
      '50',
    );
    expect([
      half.filter(({ outcome }) => outcome === 'job').length,
      half.filter(({ outcome }) => outcome === 'score').length,
    ]).toEqual([2, 4]);
  });
});
