import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import {
  AgreementSimulationSchema,
  BenefitAgreementSchema,
  SettlementBundleSchema,
  SettlementSchema,
  YearEndComparisonSchema,
  YearEndSchema,
  type BenefitAgreement,
  type Settlement,
} from '@ringvirkning/benefits-api';
import { parseAgreement, settleAgreement } from '@ringvirkning/benefits-domain';
import { digestOf, parseMinor } from '@ringvirkning/kernel';
import type { SettlementAnswered, SettlementClaimed } from '@ringvirkning/partnership-api';
import type { TokenClaims } from '@ringvirkning/testing';
import { benefitsReconciled } from '../src/persistence/reconciled.js';
import { clock } from './fixtures.js';
import { of, TwoInstances, type Sent, type Town } from './two-instances.js';

const person = (role: Role, sub: string, department?: string): TokenClaims => ({
  ...{ roles: [role], sub, name: sub },
  ...(department && { departments: [department] }),
});
const AARHUS = {
  head: person('department-head', 'bo', 'social'),
  director: person('municipal-director', 'dorte'),
  controller: person('controller', 'carl'),
};
const HERNING = {
  head: person('department-head', 'julie', 'social'),
  director: person('municipal-director', 'finn'),
  controller: person('controller', 'gitte'),
};

/** Half of what Herning gains by its citizens goes to Aarhus, which runs the intervention. */
const text = (version = 1, share = '0.5') => `
language: ringvirkning-agreement/1
code: across
version: ${version}
title: { da: På tværs, en: Across }
currency: DKK
period: { from: 2026, to: 2030 }
gains: cashable
sides:
  - { id: aarhus, silo: 'municipality:0751/social', name: { da: Aarhus Social, en: Aarhus Social } }
  - { id: herning, silo: 'municipality:0657/social', name: { da: Herning Social, en: Herning Social } }
steps:
  - { kind: return, id: back, from: herning, to: aarhus, share: ${share}, until: { amount: 1000000 } }
`;

let two: TwoInstances;
const get = async (at: Town, path: string, who: TokenClaims) => (await two.by(at, who)).get(`/api/benefits/${path}`);
const post = async (at: Town, path: string, body: string | object, who: TokenClaims) =>
  (await two.by(at, who))
    .post(`/api/benefits/${path}`)
    .set('Content-Type', typeof body === 'string' ? 'application/yaml' : 'application/json')
    .send(body);
const draft = (contractId: string, written = text(), at: Town = 'aarhus', who = AARHUS.controller) =>
  post(at, `contracts/${contractId}/agreements`, written, who);
const listed = async (at: Town, contractId: string, who: TokenClaims): Promise<BenefitAgreement> =>
  (await get(at, `contracts/${contractId}/agreements`, who)).body.items.at(-1);
const sign = async (at: Town, contractId: string, side: string, who: TokenClaims) => {
  const { id, digest } = await listed(at, contractId, who);
  return post(at, `agreements/${id}/signatures`, { side, digest }, who);
};
const signAll = async (contractId: string) => {
  await sign('aarhus', contractId, 'aarhus', AARHUS.head);
  await sign('aarhus', contractId, 'municipality:0751', AARHUS.director);
  await two.carry();
  await sign('herning', contractId, 'herning', HERNING.head);
  await sign('herning', contractId, 'municipality:0657', HERNING.director);
  await two.carry();
};

/** A joint contract with outcomes of Herning's citizens, realised and told. */
async function joined(people = 2): Promise<string> {
  const event = await two.contract();
  await two.join(event);
  await two.finalise(
    event.contractId,
    Array.from({ length: people }, () => of('herning')),
  );
  await two.carry();
  return event.contractId;
}
async function agreed(people = 2): Promise<string> {
  const contractId = await joined(people);
  await draft(contractId);
  await two.carry();
  await signAll(contractId);
  return contractId;
}
const propose = async (contractId: string) => {
  const { id } = await listed('aarhus', contractId, AARHUS.controller);
  return post('aarhus', `agreements/${id}/settlements`, { through: 2026 }, AARHUS.controller);
};
/** Approved by home's head, and claimed by its controller; not brought yet. */
const claim = async (contractId: string): Promise<Settlement> => {
  const { id, digest } = SettlementSchema.parse((await propose(contractId)).body);
  await post('aarhus', `settlements/${id}/approvals`, { side: 'aarhus', digest }, AARHUS.head);
  return SettlementSchema.parse((await post('aarhus', `settlements/${id}/posting`, {}, AARHUS.controller)).body);
};
const newest = async (at: Town, contractId: string): Promise<Settlement | undefined> =>
  (await get(at, `contracts/${contractId}/settlements`, AARHUS.controller)).body.items[0];
const authorise = async (contractId: string) => {
  const { id, digest } = (await newest('herning', contractId))!;
  await post('herning', `settlements/${id}/approvals`, { side: 'herning', digest }, HERNING.head);
  return post('herning', `settlements/${id}/posting`, {}, HERNING.controller);
};
const moved = async (at: Town, contractId: string) =>
  Object.fromEntries(Object.entries(await two.books(at, contractId)).filter(([key]) => key.startsWith('settlement')));
/** Books of an instance that do not agree. */
const differing = (at: Town, contractId: string) =>
  two.consume(at, async (tx) => {
    const found: string[] = [];
    for (const { kind, compare } of benefitsReconciled.books ?? [])
      if ((await compare(tx, contractId)).differing.length > 0) found.push(kind);
    return found;
  });

beforeAll(async () => {
  clock.at = '2027-02-01T10:00:00Z';
  two = await TwoInstances.start();
});
afterAll(() => two?.stop());

describe('an agreement between two municipalities', () => {
  it('is told to the other as it is drafted, with what it is expected to move, and signed there by its own people', async () => {
    const contractId = await joined();
    const drafted = BenefitAgreementSchema.parse((await draft(contractId)).body);
    expect(drafted.other).toMatchObject({ name: 'Herning', leads: false, letter: 'sent' });
    await two.carry();
    const copy = await listed('herning', contractId, HERNING.head);
    expect(copy).toMatchObject({ digest: drafted.digest, other: { name: 'Aarhus', leads: true }, inForce: false });
    const expected = await get('herning', `agreements/${copy.id}/simulation`, HERNING.head);
    expect(AgreementSimulationSchema.parse(expected.body).years).toContainEqual({
      ...{ side: 'herning', year: 2026, gained: '1000000', gives: '500000', gets: '0' },
    });
    expect((await listed('aarhus', contractId, AARHUS.head)).other).toMatchObject({ letter: 'held' });
  });

  it('is in force at both when two people of each have signed, and not before', async () => {
    const contractId = await joined();
    await draft(contractId);
    await two.carry();
    expect((await sign('aarhus', contractId, 'herning', AARHUS.head)).body.code).toBe('benefits.not-your-side');
    expect((await sign('herning', contractId, 'municipality:0751', HERNING.director)).body.code).toBe(
      'benefits.not-your-side',
    );
    expect((await sign('herning', contractId, 'municipality:0657', HERNING.head)).body.code).toBe(
      'benefits.not-your-side',
    );
    const both = { ...HERNING.head, roles: ['department-head', 'municipal-director'] satisfies Role[] };
    await sign('herning', contractId, 'herning', both);
    expect((await sign('herning', contractId, 'municipality:0657', both)).body.code).toBe('benefits.side-same-person');
    await sign('herning', contractId, 'municipality:0657', HERNING.director);
    await sign('aarhus', contractId, 'aarhus', AARHUS.head);
    await two.carry();
    expect((await listed('herning', contractId, HERNING.head)).inForce).toBe(false);
    expect((await propose(contractId)).body.code).toBe('benefits.agreement-not-in-force');
    await sign('aarhus', contractId, 'municipality:0751', AARHUS.director);
    await two.carry();
    for (const [at, who] of [
      ['aarhus', AARHUS.head],
      ['herning', HERNING.head],
    ] as const)
      expect((await listed(at, contractId, who)).inForce).toBe(true);
    // Names of people stay where they are.
    expect(JSON.stringify(await listed('herning', contractId, HERNING.head))).not.toMatch(/"(bo|dorte)"/);
  });

  it('is changed by a new version, which all sign anew; the one that was signed is in force until then', async () => {
    const contractId = await agreed();
    await draft(contractId, text(2, '0.4'));
    await two.carry();
    const both = (await get('herning', `contracts/${contractId}/agreements`, HERNING.head)).body.items;
    expect(both.map(({ version, inForce }: BenefitAgreement) => [version, inForce])).toEqual([
      [1, true],
      [2, false],
    ]);
    await signAll(contractId);
    expect(await listed('herning', contractId, HERNING.head)).toMatchObject({ version: 2, inForce: true });
  });

  it('is drafted by who leads the contract, and says nothing that either cannot know', async () => {
    const contractId = await joined();
    const there = await draft(contractId, text(), 'herning', HERNING.controller);
    expect([there.status, there.body.code]).toEqual([422, 'benefits.agreement-led-elsewhere']);
    const blind = text()
      .replace('from: herning, to: aarhus', 'from: aarhus, to: herning')
      .replace('until: { amount: 1000000 }', 'until: { covered: payments }, lines: [fewer-nights]');
    const refused = await draft(contractId, blind);
    expect(refused.body.errors).toMatchObject([{ path: 'steps.0.until' }, { path: 'steps.0.lines', line: 13 }]);
  });

  it('is taken from nobody but who leads the contract, in its own words, and never with our signatures', async () => {
    const contractId = await joined();
    await draft(contractId);
    const [told] = await two.sent('aarhus');
    const at = clock.now();
    const forged = (content: object, from = 'aarhus'): Sent => ({
      ...{ ...told!, from, id: randomUUID() },
      content: { ...told!.content, ...content },
    });
    const answer = async (message: Sent) => {
      await two.deliver(message);
      return (await two.sent('herning')).at(-1)!.content;
    };
    expect(await answer(forged({}, 'viborg'))).toMatchObject({ fault: 'not-from-the-home' });
    expect(await answer(forged({ digest: 'f'.repeat(64) }))).toMatchObject({ fault: 'unreadable' });
    expect((await get('herning', `contracts/${contractId}/agreements`, HERNING.head)).body.items).toEqual([]);
    const signatures = ['herning', 'municipality:0657'].map((signatory) => ({ signatory, at }));
    expect(await answer(forged({ signatures }))).toMatchObject({ fault: null, signatures: [] });
    const other = parseAgreement(text(1, '0.9'));
    const [document, digest] = other.ok ? [other.agreement, other.digest] : [];
    expect(await answer(forged({ document, digest }))).toMatchObject({ fault: 'version-taken' });
  });
});

/** Each works out both sides of the year from its own books, and comes to the same digests; what is told otherwise is named. */
async function expectReconciled(contractId: string): Promise<void> {
  const path = `contracts/${contractId}/year-end`;
  const sheet = async (at: Town, who: TokenClaims) =>
    YearEndSchema.parse((await get(at, `${path}?year=2026`, who)).body).items[0]!;
  const [home, partner] = [await sheet('aarhus', AARHUS.controller), await sheet('herning', HERNING.director)];
  expect(home.sides.map(({ name, amount }) => [name, amount])).toEqual([
    ['Aarhus', '-500000'],
    ['Herning', '500000'],
  ]);
  const digests = ({ sides }: typeof home) => sides.map(({ authority, digest }) => `${authority} ${digest}`).sort();
  expect(digests(home)).toEqual(digests(partner));
  const comparison = ({ contractId: id, year, currency, sides }: typeof home) =>
    post('aarhus', `${path}/comparison`, { contractId: id, year, currency, sides, of: 2026 }, AARHUS.controller);
  const compared = async (theirs: typeof home) => YearEndComparisonSchema.parse((await comparison(theirs)).body);
  expect(await compared(partner)).toEqual({ agrees: true, differences: [] });
  const [theirs, ours] = partner.sides;
  const less = { ...theirs!, moves: theirs!.moves.map((move) => ({ ...move, amount: '499999' })) };
  expect(await compared({ ...partner, sides: [less, ours!] })).toMatchObject({
    agrees: false,
    differences: [{ code: 'across', no: 1, silo: 'municipality:0657/social', ours: '500000', theirs: '499999' }],
  });
  expect((await comparison({ ...partner, year: 2027 })).body.code).toBe('benefits.other-sheet');
}

describe('a settlement between two municipalities', () => {
  it('is claimed, certified and authorised there, booked at both, and closed by the receipt', async () => {
    const contractId = await agreed();
    const claimed = await claim(contractId);
    expect(claimed).toMatchObject({ state: 'claimed', netted: [{ from: 'herning', to: 'aarhus', amount: '500000' }] });
    const withdrawn = await post(
      'aarhus',
      `settlements/${claimed.id}/withdrawal`,
      { reason: 'fejl' },
      AARHUS.controller,
    );
    expect(withdrawn.body.code).toBe('benefits.settlement-claimed');
    await two.carry();
    expect(await newest('herning', contractId)).toMatchObject({ state: 'proposed', digest: claimed.digest });
    expect((await authorise(contractId)).body).toMatchObject({ state: 'final' });
    expect(await moved('aarhus', contractId)).toEqual({});
    await two.carry();
    expect(await newest('aarhus', contractId)).toMatchObject({
      state: 'final',
      other: { letter: 'held', fault: null },
    });
    expect(await moved('herning', contractId)).toEqual({
      'settlement-given municipality:0657/social 2026': 5_000,
      'settlement-elsewhere municipality:0751/social 2026': -5_000,
    });
    expect(await moved('aarhus', contractId)).toEqual({
      'settlement-elsewhere municipality:0657/social 2026': 5_000,
      'settlement-received municipality:0751/social 2026': -5_000,
    });
    for (const at of ['aarhus', 'herning'] as const) expect(await differing(at, contractId)).toEqual([]);
    await expectReconciled(contractId);
    // Whoever has the bundle of either computes it again.
    const { id } = (await newest('herning', contractId))!;
    const bundle = SettlementBundleSchema.parse((await get('herning', `settlements/${id}/bundle`, HERNING.head)).body);
    const parsed = parseAgreement(JSON.stringify(bundle.agreement));
    if (!parsed.ok) throw new Error('not an agreement');
    const figures = bundle.facts.figures.map((each) => ({ ...each, amount: parseMinor(each.amount) }));
    const again = settleAgreement(parsed.agreement, parsed.digest, { figures, stated: [] }, bundle.through, []);
    expect(again.digest).toBe(claimed.digest);
  });

  it('is shown at year-end to a head of one side, with how many agreements are hidden; such a sheet is not signed or compared', async () => {
    const contractId = await agreed();
    const others = text().replace('code: across', 'code: whole').replace('0751/social', '0751');
    expect((await draft(contractId, others)).status).toBe(201);
    const path = `contracts/${contractId}/year-end`;
    const sheet = async (who: TokenClaims) =>
      YearEndSchema.parse((await get('aarhus', `${path}?year=2026`, who)).body).items[0]!;
    const [whole, part] = [await sheet(AARHUS.controller), await sheet(AARHUS.head)];
    const digests = ({ sides }: typeof whole) => sides.map(({ digest }) => digest);
    expect([whole.hidden, digests(whole)]).toEqual([0, [expect.any(String), expect.any(String)]]);
    expect([part.hidden, digests(part)]).toEqual([1, [null, null]]);
    expect(part.purses).toEqual([
      { silo: 'municipality:0751/social', name: { da: 'Aarhus Social', en: 'Aarhus Social' } },
      { silo: 'municipality:0657/social', name: { da: 'Herning Social', en: 'Herning Social' } },
    ]);
    const { contractId: id, year, currency, sides } = whole;
    const theirs = { contractId: id, year, currency, sides, of: 2026 };
    expect(await post('aarhus', `${path}/comparison`, theirs, AARHUS.head)).toMatchObject({
      status: 403,
      body: { code: 'benefits.part-of-sheet' },
    });
  });

  it('goes back when it is disputed there: home withdraws it and proposes anew', async () => {
    const contractId = await agreed();
    const first = await claim(contractId);
    await two.carry();
    const { id } = (await newest('herning', contractId))!;
    const dispute = { side: 'herning', reason: 'Tallet er et andet hos os' };
    expect((await post('herning', `settlements/${id}/disputes`, dispute, HERNING.head)).body.state).toBe('returned');
    expect((await authorise(contractId)).body.code).toBe('benefits.settlement-closed');
    await two.carry();
    const back = (await newest('aarhus', contractId))!;
    expect([back.state, back.facts.at(-1)]).toMatchObject(['returned', { reason: dispute.reason, by: 'Herning' }]);
    await post('aarhus', `settlements/${first.id}/withdrawal`, { reason: 'Aftalt med Herning' }, AARHUS.controller);
    await claim(contractId);
    await two.carry();
    await authorise(contractId);
    await two.carry();
    expect(await newest('aarhus', contractId)).toMatchObject({ state: 'final', no: 2 });
  });

  it('pays back by the next claim, to the øre, what rested on outcomes that are taken back', async () => {
    const contractId = await joined(0);
    const wrong = of('herning');
    await two.finalise(contractId, [wrong, of('herning')]);
    await draft(contractId);
    await two.carry();
    await signAll(contractId);
    await claim(contractId);
    await two.carry();
    await authorise(contractId);
    await two.carry();
    await two.reverse(contractId, [wrong.claimId]);
    await two.carry();
    expect((await claim(contractId)).netted).toEqual([{ from: 'aarhus', to: 'herning', amount: '250000' }]);
    await two.carry();
    await authorise(contractId);
    await two.carry();
    expect(await moved('herning', contractId)).toMatchObject({
      'settlement-given municipality:0657/social 2026': 2_500,
    });
    for (const at of ['aarhus', 'herning'] as const) expect(await differing(at, contractId)).toEqual([]);
  });

  it('is refused there with the rule that it breaks, and home gets it back', async () => {
    const contractId = await agreed();
    await claim(contractId);
    const [sent] = await two.sent('aarhus');
    const content = sent!.content as SettlementClaimed;
    const answer = async (over: Partial<SettlementClaimed>, from = 'aarhus') => {
      await two.deliver({ ...sent!, from, id: randomUUID(), content: { ...content, ...over } });
      return (await two.sent('herning')).map((each) => (each.content as SettlementAnswered).reason);
    };
    const raised = content.due.map((each) => ({ ...each, amount: '900000' }));
    const figures = content.figures.map((each) => ({ ...each, amount: '2000000' }));
    expect(await answer({}, 'viborg')).toEqual(['not-from-the-home']);
    expect(await answer({ agreementDigest: 'f'.repeat(64) })).toEqual(['other-agreement']);
    expect(await answer({ through: 2027 })).toEqual(['wrong-period']);
    expect(await answer({ statement: { number: 1, digest: 'f'.repeat(64) } })).toEqual(['other-statement']);
    expect(await answer({ figures })).toEqual(['other-figures']);
    expect(await answer({ before: raised })).toEqual(['other-before']);
    expect(await answer({ due: raised })).toEqual(['other-result']);
    expect((await get('herning', `contracts/${contractId}/settlements`, HERNING.head)).body.items).toEqual([]);
    // The true one is taken; the same again, and another for the year while it is open, have no effect.
    expect(await answer({})).toEqual([]);
    expect(await answer({})).toEqual([]);
    expect(await answer({ settlementId: randomUUID(), no: 2 })).toEqual(['claim-open']);
    await authorise(contractId);
    const [authorised] = await two.sent('herning');
    expect(await answer({ settlementId: randomUUID() })).toEqual(['not-the-next']);
    await two.deliver({ ...authorised!, content: { ...authorised!.content, held: '1' } });
    expect(await newest('aarhus', contractId)).toMatchObject({ state: 'claimed', other: { fault: 'other-books' } });
    await two.deliver({ ...authorised!, from: 'viborg' });
    expect((await newest('aarhus', contractId))!.state).toBe('claimed');
    for (let time = 0; time < 2; time += 1) await two.deliver({ ...authorised!, id: randomUUID() });
    expect(await moved('aarhus', contractId)).toMatchObject({
      'settlement-elsewhere municipality:0657/social 2026': 5_000,
    });
    expect(digestOf(content)).toBe((authorised!.content as SettlementAnswered).claimDigest);
  });

  it('comes back when the claim never came to the other', async () => {
    const contractId = await agreed();
    await claim(contractId);
    const [sent] = await two.sent('aarhus');
    await two.settle(sent!, 'not-agreed');
    expect(await newest('aarhus', contractId)).toMatchObject({
      state: 'returned',
      other: { letter: 'lost', fault: 'not-agreed' },
    });
  });

  it('is sent again when no answer came, and answered as it was', async () => {
    const contractId = await agreed();
    const { id } = await claim(contractId);
    await two.carry();
    await authorise(contractId);
    const [lost] = await two.sent('herning');
    await two.settle(lost!, 'not-agreed');
    expect((await newest('aarhus', contractId))!.state).toBe('claimed');
    await post('aarhus', `settlements/${id}/posting`, {}, AARHUS.controller);
    await two.carry();
    expect((await newest('aarhus', contractId))!.state).toBe('final');
    for (const at of ['aarhus', 'herning'] as const) expect(await differing(at, contractId)).toEqual([]);
  });

  it('is refused when our books have come to hold other figures than it was made of', async () => {
    const contractId = await joined(0);
    const wrong = of('herning');
    await two.finalise(contractId, [wrong, of('herning')]);
    await draft(contractId);
    await two.carry();
    await signAll(contractId);
    await claim(contractId);
    const [sent] = await two.sent('aarhus');
    await two.reverse(contractId, [wrong.claimId]);
    await two.carry();
    await two.deliver(sent!);
    expect(((await two.sent('herning')).at(-1)!.content as SettlementAnswered).reason).toBe('other-figures');
  });

  it('tells the other nothing of our own purses but what is published', async () => {
    const contractId = await agreed();
    await two.finalise(contractId, [of('aarhus')]);
    await two.carry();
    await claim(contractId);
    const [sent] = await two.sent('aarhus');
    const { figures } = sent!.content as SettlementClaimed;
    expect(new Set(figures.map(({ silo }) => silo))).toEqual(new Set(['municipality:0657/social']));
  });

  it('is neither proposed nor withdrawn by who does not lead the contract, nor for a year that is not over', async () => {
    const contractId = await agreed();
    const { id } = await listed('herning', contractId, HERNING.controller);
    const there = await post('herning', `agreements/${id}/settlements`, { through: 2026 }, HERNING.controller);
    expect(there.body.code).toBe('benefits.agreement-led-elsewhere');
    const home = await listed('aarhus', contractId, AARHUS.controller);
    const early = await post('aarhus', `agreements/${home.id}/settlements`, { through: 2027 }, AARHUS.controller);
    expect(early.body.code).toBe('benefits.settlement-year-not-over');
    await claim(contractId);
    await two.carry();
    const claimed = (await newest('herning', contractId))!;
    const withdrawn = await post(
      'herning',
      `settlements/${claimed.id}/withdrawal`,
      { reason: 'x y z' },
      HERNING.controller,
    );
    expect(withdrawn.body.code).toBe('benefits.agreement-led-elsewhere');
    const same = { ...HERNING.head, roles: ['department-head', 'controller'] satisfies Role[] };
    await post('herning', `settlements/${claimed.id}/approvals`, { side: 'herning', digest: claimed.digest }, same);
    const alone = await post('herning', `settlements/${claimed.id}/posting`, {}, same);
    expect(alone.body.code).toBe('benefits.settlement-own-approval');
  });
});
