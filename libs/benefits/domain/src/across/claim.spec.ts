import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAgreement } from '../agreements/parse-agreement.js';
import type { Agreement } from '../agreements/agreement-schema.js';
import { settleAgreement } from '../agreements/settle.js';
import type { SharedFigure } from '../agreements/figures.js';
import type { Cell } from '../overview.js';
import { faultsBetween, figuresOfCells, foldFigures, isBetween, signatoriesIn, signatoriesOf } from './between.js';
import { faultOfSettlementClaim, givenBy, isOver, type KnownOfClaim, type SettlementClaim } from './claim.js';

const [OURS, THEIRS] = ['municipality:0657/social', 'municipality:0751/social'];
function agreementOf(steps: string, silos: readonly string[] = [OURS, THEIRS], more = ''): Agreement {
  const sides = silos.map((silo, i) => `{ id: s${i}, silo: '${silo}', name: { da: s, en: s } }`).join(', ');
  const parsed = parseAgreement(`
language: ringvirkning-agreement/1
code: across
version: 1
title: { da: Aftale, en: Agreement }
currency: DKK
period: { from: 2026, to: 2030 }
gains: cashable
sides: [${sides}]
${more}
steps: [${steps}]
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.agreement;
}
const HALF = '{ kind: return, id: back, from: s0, to: s1, share: 0.5, until: { amount: 1000000 } }';
const agreement = agreementOf(HALF);
const gain = (silo: string, amount: bigint, over: Partial<SharedFigure> = {}): SharedFigure => ({
  ...{ figure: 'gained', silo, year: 2026, basis: 'realised', cashable: true, line: null, amount },
  ...over,
});
const DIGEST = 'a'.repeat(64);
function claimed(figures: SharedFigure[], over: Partial<SettlementClaim> = {}): SettlementClaim {
  const facts = { figures, stated: [] };
  const { due, digest } = settleAgreement(agreement, DIGEST, facts, 2026, []);
  return { agreementDigest: DIGEST, no: 1, through: 2026, currency: 'DKK', facts, before: [], due, digest, ...over };
}
const known = (over: Partial<KnownOfClaim> = {}): KnownOfClaim => ({
  ...{ isFromHome: true, agreement, isInForce: true, own: 'municipality:0657', thisYear: 2027, numbers: [] },
  ...{ hasOpen: false, stated: [gain(OURS, 1_000n)], before: [] },
  ...over,
});
const fault = (claim: SettlementClaim, over?: Partial<KnownOfClaim>) => faultOfSettlementClaim(claim, known(over));

describe('an agreement between municipalities', () => {
  it('is signed by each side and by each municipality as a whole; one within a municipality by its sides', () => {
    expect(signatoriesOf(agreement)).toEqual(['s0', 's1', 'municipality:0657', 'municipality:0751']);
    expect(signatoriesIn(agreement, 'municipality:0751')).toEqual(['s1', 'municipality:0751']);
    const within = agreementOf(HALF, [OURS, 'municipality:0657/jobs']);
    expect([isBetween(within), signatoriesOf(within)]).toEqual([false, ['s0', 's1']]);
  });
  it('says nothing that stands in the books of the other alone', () => {
    const paths = (of: Agreement, elsewhere: string[]) =>
      faultsBetween(of, elsewhere).map(({ path }) => path.join('.'));
    const covered = HALF.replace('{ amount: 1000000 }', '{ covered: payments }');
    expect(paths(agreementOf(covered), ['municipality:0751'])).toEqual(['steps.0.until']);
    expect(paths(agreementOf(covered), ['municipality:0657'])).toEqual([]);
    const lines = HALF.replace('until', 'lines: [nights], until');
    expect(paths(agreementOf(lines), ['municipality:0751'])).toEqual(['steps.0.lines']);
    expect(paths(agreementOf(lines), ['municipality:0657'])).toEqual([]);
    const test = agreementOf(HALF, undefined, 'valueTest: { years: 10, sides: [s1] }');
    expect(paths(test, ['municipality:0751'])).toEqual(['valueTest.sides.0']);
    const three = agreementOf(HALF, [OURS, THEIRS, 'municipality:0791/social']);
    expect(paths(three, ['municipality:0751', 'municipality:0791'])).toEqual(['sides']);
  });
  it('rests on no figure of few people', () => {
    const cell = (people: number | null, amount: bigint): Cell => ({
      ...{ figure: 'gained', contractId: 'c', silo: OURS, budgetYear: 2026, steeringArea: null, cashable: true },
      ...{ basis: 'realised', amount, people },
    });
    expect(figuresOfCells([cell(4, 100n), cell(5, 20n), cell(null, 3n)], [OURS])).toEqual([gain(OURS, 23n)]);
  });
  it('adds figures up to what they are, in whatever order', () => {
    const silos = fc.constantFrom(OURS, THEIRS);
    const figures = fc.array(fc.record({ silo: silos, amount: fc.bigInt({ min: -9n, max: 9n }) }), { maxLength: 30 });
    fc.assert(
      fc.property(figures, (all) => {
        const given = all.map(({ silo, amount }) => gain(silo, amount));
        const total = (of: readonly SharedFigure[], silo: string) =>
          of.filter((each) => each.silo === silo).reduce((sum, { amount }) => sum + amount, 0n);
        const folded = foldFigures(given);
        expect(foldFigures(given.toReversed())).toEqual(folded);
        for (const silo of [OURS, THEIRS]) expect(total(folded, silo)).toBe(total(given, silo));
      }),
    );
  });
});

describe('a claim', () => {
  const good = claimed([gain(OURS, 1_000n)]);
  it('that keeps every rule is taken', () => expect(fault(good)).toBeUndefined());
  it.each([
    ['not-from-the-home', good, { isFromHome: false }],
    ['other-agreement', good, { agreement: undefined }],
    ['other-agreement', { ...good, currency: 'SEK' }, {}],
    ['not-in-force', good, { isInForce: false }],
    ['wrong-period', good, { thisYear: 2026 }],
    ['wrong-period', { ...good, through: 2025 }, {}],
    ['claim-open', good, { hasOpen: true }],
    ['not-the-next', good, { numbers: [1] }],
    ['other-statement', good, { stated: undefined }],
    ['other-figures', good, { stated: [gain(OURS, 999n)] }],
    ['other-figures', good, { stated: [] }],
    ['other-figures', claimed([gain(OURS, 1_000n), gain('state', 5n)]), {}],
    ['other-figures', claimed([gain(OURS, 1_000n), gain(THEIRS, 5n, { basis: 'forecast' })]), {}],
    ['other-before', good, { before: good.due }],
    ['other-result', { ...good, due: [] }, {}],
    ['other-result', { ...good, digest: 'f'.repeat(64) }, {}],
  ] as const)('is refused by the first rule that it breaks: %s', (rule, claim, over) =>
    expect(fault(claim, over)).toBe(rule),
  );
  it('does not look at what our own statement says of later years, or only expects', () =>
    expect(
      fault(good, {
        stated: [gain(OURS, 1_000n), gain(OURS, 7n, { year: 2027 }), gain(OURS, 7n, { basis: 'forecast' })],
      }),
    ).toBeUndefined());
  it('is of a year that is over', () => expect([isOver(2026, 2026), isOver(2026, 2027)]).toEqual([false, true]));
  it('gives in one municipality what the other gets, to the øre', () => {
    const moved = [...good.due, { ...good.due[0]!, from: 's1', to: 's0', amount: 33n }];
    expect(givenBy(moved, agreement, 'municipality:0657')).toBe(467n);
    expect(givenBy(moved, agreement, 'municipality:0751')).toBe(-467n);
  });
});
