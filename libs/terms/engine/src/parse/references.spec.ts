import { describe, expect, it } from '@jest/globals';
import { documentOf } from '../../test/build.js';
import { checkReferences } from './references.js';

const whole = () =>
  documentOf({
    signOffs: [{ role: 'council', party: 'town' }],
    payers: { split: 'fixed', parts: [{ party: 'town', share: 1 }], otherwise: 'town' },
    payees: [{ party: 'helper', share: 1, from: 'town' }],
    capital: [{ party: 'state', kind: 'first-loss-guarantee', amount: 1, covers: ['helper'] }],
    followUps: [{ code: 'm3', months: 3 }],
    cohorts: [{ code: 'c1' }],
    groups: [{ code: 'g' }],
    measures: [{ code: 'seen' }],
    outcomes: [
      {
        code: 'job',
        kind: 'reached',
        followUps: ['m3'],
        planned: [{ followUp: 'm3', cohort: 'c1' }],
        requires: [{ fact: 'home', followUp: 'm3' }],
        unless: [{ fact: 'seen', followUp: 'm3' }],
        cohorts: ['c1'],
        groups: ['g'],
        sustained: { brokenBy: 'seen' },
        price: { byFollowUp: [{ followUp: 'm3' }] },
      },
      {
        code: 'home',
        kind: 'improvement',
        measure: 'seen',
        confirmedBy: 'seen',
        price: { tranches: [{ requires: [{ fact: 'seen', followUp: 'm3' }] }] },
      },
      { code: 'share', kind: 'share', reaching: 'seen', population: { of: 'job', leftBy: 'seen' } },
      { code: 'better', kind: 'difference', of: 'job', against: { outcome: 'home' } },
      { code: 'avoided', kind: 'avoided-cost', actual: 'job', predicted: { outcome: 'home' } },
      { code: 'value', kind: 'weighted', parts: [{ outcome: 'job' }] },
    ],
    caps: [{ outcomes: ['job'], groups: ['g'], cohorts: ['c1'] }],
    floors: [{ outcomes: ['job'] }],
  });
/** The document with one name replaced. */
function withName(path: string, name: string): Record<string, unknown> {
  const steps = path.split('.');
  const document = whole();
  const place = steps
    .slice(0, -1)
    .reduce<Record<string, unknown>>((at, step) => at[step] as Record<string, unknown>, document);
  expect(typeof place[steps.at(-1)!]).toBe('string');
  place[steps.at(-1)!] = name;
  return document;
}
const found = (document: unknown) => checkReferences(document).map(({ code, path, en }) => [code, path.join('.'), en]);

describe('names', () => {
  it('that are all declared give no problem', () => expect(found(whole())).toEqual([]));
  it.each([
    ...[
      'signOffs.0.party',
      'payers.parts.0.party',
      'payers.otherwise',
      'payees.0.party',
      'payees.0.from',
      'capital.0.party',
      'capital.0.covers.0',
    ].map((path) => [path, 'a party', 'seen']),
    ...[
      'followUps.0',
      'planned.0.followUp',
      'requires.0.followUp',
      'unless.0.followUp',
      'price.byFollowUp.0.followUp',
    ].map((path) => [`outcomes.0.${path}`, 'a follow-up', 'c1']),
    ['outcomes.1.price.tranches.0.requires.0.followUp', 'a follow-up', 'g'],
    ...['outcomes.0.cohorts.0', 'outcomes.0.planned.0.cohort', 'caps.0.cohorts.0'].map((path) => [
      path,
      'a cohort',
      'g',
    ]),
    ...['outcomes.0.groups.0', 'caps.0.groups.0'].map((path) => [path, 'a group', 'c1']),
    ...[
      'outcomes.0.sustained.brokenBy',
      'outcomes.2.population.leftBy',
      'outcomes.1.measure',
      'outcomes.1.confirmedBy',
    ].map((path) => [path, 'a measure', 'job']),
    ...[
      'outcomes.0.requires.0.fact',
      'outcomes.0.unless.0.fact',
      'outcomes.1.price.tranches.0.requires.0.fact',
      'outcomes.2.population.of',
      'outcomes.2.reaching',
    ].map((path) => [path, 'an outcome or measure', 'm3']),
    ...['3.of', '3.against.outcome', '4.actual', '4.predicted.outcome', '5.parts.0.outcome'].map((path) => [
      `outcomes.${path}`,
      'an outcome',
      'seen',
    ]),
    ...['caps.0.outcomes.0', 'floors.0.outcomes.0'].map((path) => [path, 'an outcome', 'seen']),
  ])('at %s must be declared as %s', (path, word, other) => {
    for (const name of ['nowhere', other!, 'of-participant'].filter(
      (each) => !(each === 'of-participant' && path === 'payers.parts.0.party'),
    )) {
      expect(found(withName(path!, name))).toEqual([
        [
          'terms.unknown-reference',
          path,
          expect.stringMatching(
            `^«${name}» is not declared in the document as ${word}\\. (Did you mean «[a-z0-9]+»\\? )?Declared: .+\\.$`,
          ),
        ],
      ]);
    }
  });
  it.each<[string, string, string, string]>([
    [
      'nearly right',
      'twon',
      '«twon» er ikke angivet som part i dokumentet. Mente du «town»? Angivet: town, state, helper, checker.',
      '«twon» is not declared in the document as a party. Did you mean «town»? Declared: town, state, helper, checker.',
    ],
    [
      'quite other',
      'nobody',
      '«nobody» er ikke angivet som part i dokumentet. Angivet: town, state, helper, checker.',
      '«nobody» is not declared in the document as a party. Declared: town, state, helper, checker.',
    ],
  ])('that are %s are told what is declared', (_what, name, da, en) =>
    expect(checkReferences(withName('signOffs.0.party', name))).toMatchObject([{ da, en }]),
  );
  it.each<[number, RegExp]>([
    [0, /There are none\.$/],
    [20, /Declared: g0, .*g19\.$/],
    [21, /Declared: g0, .*g19, …\.$/],
  ])('are listed when there are not too many: %p', (count, en) => {
    const groups = Array.from({ length: count }, (_, i) => ({ code: `g${i}` }));
    expect(checkReferences({ groups, caps: [{ groups: ['elsewhere'] }] })[0]!.en).toMatch(en);
  });
  it.each<[number, boolean]>([
    [199, true],
    [200, false],
  ])('are compared with those declared for the first two hundred: after %p, %p', (before, compared) => {
    const outcomes = [...Array.from({ length: before }, () => 'none'), 'jop'];
    expect(
      checkReferences({ outcomes: [{ code: 'job' }], caps: [{ outcomes }] })
        .at(-1)!
        .en.includes('Did you mean «job»?'),
    ).toBe(compared);
  });
  it('of an outcome or a measure both stand for a fact', () => {
    for (const name of ['job', 'seen']) expect(found(withName('outcomes.2.reaching', name))).toEqual([]);
  });
  it('of the municipality that pays for a participant need not be declared', () =>
    expect(found(withName('payers.parts.0.party', 'of-participant'))).toEqual([]));
  it.each([
    ['parties', 'id', 'town'],
    ['followUps', 'code', 'm3'],
    ['cohorts', 'code', 'c1'],
    ['groups', 'code', 'g'],
    ['measures', 'code', 'seen'],
    ['outcomes', 'code', 'job'],
  ])('of %s are declared once', (list, key, name) => {
    const document = whole();
    const entries = document[list] as unknown[];
    document[list] = [...entries, { [key]: name }];
    expect(found(document)).toEqual([
      ['terms.declared-twice', `${list}.${entries.length}.${key}`, `«${name}» is declared twice.`],
    ]);
  });
  it('are those of an outcome or of a measure, not both', () =>
    expect(found({ ...whole(), measures: [{ code: 'seen' }, { code: 'value' }] })).toEqual([
      ['terms.declared-twice', 'measures', '«value» is both an outcome and a measure.'],
    ]));
  it.each([
    [null],
    ['text'],
    [42],
    [[]],
    [{ parties: 'town', outcomes: { code: 'x' } }],
    [{ parties: [null, 5, {}, { id: 7 }], payers: { parts: [{ party: 5 }, null] }, caps: null }],
  ])('of %j cannot be judged and give no problem', (document) => expect(found(document)).toEqual([]));
  it('are not looked for among what every object has', () =>
    expect(found({ outcomes: [{ code: 'a', requires: [{ fact: 'constructor' }] }] }).map(([code]) => code)).toEqual([
      'terms.unknown-reference',
    ]));
});
