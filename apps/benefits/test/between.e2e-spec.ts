import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import type { Across, AcrossItem, Overview } from '@ringvirkning/benefits-api';
import { localDate } from '@ringvirkning/kernel';
import type { BenefitsBooked, BenefitsGained } from '@ringvirkning/partnership-api';
import { clock, telling } from './fixtures.js';
import { jointEvent, of, TwoInstances } from './two-instances.js';

/** What one outcome of 1 March 2026 brings, as seen in June: half of the nights to each, the hospital day to the region. */
const WORTH = {
  'gain municipality:0657/social 2026 realised': 5_000,
  'gain municipality:0657/social 2027 forecast': 2_500,
  'gain region:midtjylland 2027 forecast': 1_000,
  'gain state 2026 realised': 5_000,
  'gain state 2027 forecast': 2_500,
};
const elsewhere = (books: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(books).flatMap(([key, amount]) =>
      key.startsWith('gain-elsewhere') ? [[key.replace('gain-elsewhere', 'gain'), amount]] : [],
    ),
  );
const gains = (books: Record<string, number>) =>
  Object.fromEntries(Object.entries(books).filter(([key]) => key.startsWith('gain ')));

describe('benefits between two municipalities', () => {
  let two: TwoInstances;
  beforeAll(async () => {
    two = await TwoInstances.start();
  });
  afterAll(() => two?.stop());
  const joined = async (): Promise<string> => {
    const event = await two.contract();
    await two.join(event);
    return event.contractId;
  };

  it('stand where the citizen belongs: home tells the partner, which books them, and home hears it', async () => {
    const id = await joined();
    await two.finalise(id, [of('aarhus'), of('herning'), of('herning')]);
    const brought = await two.carry();
    expect(brought.map(({ type }) => type)).toEqual(['benefits-gained/1', 'benefits-booked/1']);
    const twice = Object.fromEntries(Object.entries(WORTH).map(([key, amount]) => [key, 2 * amount]));
    const [home, partner] = [await two.books('aarhus', id), await two.books('herning', id)];
    expect(gains(partner)).toEqual(twice);
    expect(elsewhere(home)).toEqual(twice);
    expect(gains(home)).toMatchObject({
      'gain municipality:0751/social 2026 realised': 5_000,
      'gain state 2026 realised': 5_000,
    });
    const { number, amount } = brought[0]!.content as BenefitsGained;
    expect(brought[1]!.content).toMatchObject({ fault: null, held: { number, amount } });
  });

  it('are shown beside each other: one’s own in full, the other’s as they may be told', async () => {
    const id = await joined();
    await two.finalise(id, [of('herning'), ...Array.from({ length: 2 }, () => of('aarhus'))]);
    await two.carry();
    const across = async (at: 'aarhus' | 'herning', role: Role = 'controller') =>
      ((await two.get(at, `across?contractId=${id}`, role)).body as Across).items[0]!;
    const gained = ({ others }: AcrossItem) =>
      others.silos.map(({ silo, budgetYear, gained: all }) => [silo, budgetYear, all]);
    const home = await across('aarhus');
    expect(home).toMatchObject({ with: 'herning', isHome: true, state: 'booked', held: '1600000' });
    expect(gained(home)).toContainEqual(['municipality:0657', 2026, '500000']);
    expect(await across('herning')).toMatchObject({
      with: 'aarhus',
      isHome: false,
      state: 'booked',
      others: { silos: [] },
    });
    // Nothing is published before there was a payment run, so outsiders see no figure.
    expect(await across('aarhus', 'council-member')).toMatchObject({ held: null, statement: null });
    expect(gained(await across('aarhus', 'council-member'))).toEqual([]);
  });

  it('are told of to outsiders, and of the others, as far as they are of five people', async () => {
    const id = await joined();
    const people = (town: string, count: number) => Array.from({ length: count }, () => of(town));
    const all = [...people('aarhus', 6), ...people('herning', 6)];
    await two.finalise(id, all);
    const paid = [
      { payer: 'aarhus', payee: 'supplier', budgetYear: 2026 },
      { payer: 'herning', payee: 'supplier', budgetYear: 2026 },
    ];
    await two.pay(id, {
      parts: telling()(all),
      payments: paid.map((each) => ({ ...each, amount: '600000' })),
      published: paid.map((each) => ({ ...each, paid: each.payer === 'aarhus' ? '600000' : null })),
    });
    await two.carry();
    const rows = (of: Pick<Overview, 'silos'>) =>
      of.silos.filter(({ budgetYear }) => budgetYear === 2026).map(({ silo, paid, gained }) => [silo, paid, gained]);
    // Herning's council sees its own purses; what it paid is not told.
    const council = (await two.get('herning', `overview?contractId=${id}`, 'council-member')).body as Overview;
    expect(rows(council)).toEqual([
      ['municipality:0657', null, '0'],
      ['municipality:0657/social', '0', '3000000'],
      ['state', '0', '3000000'],
      ['supplier:supplier', '0', '0'],
    ]);
    const [{ others }] = ((await two.get('herning', `across?contractId=${id}`)).body as Across).items as [AcrossItem];
    expect(rows(others)).toEqual([
      ['municipality:0751', '600000', '3000000'],
      ['state', '0', '3000000'],
      ['supplier:supplier', '0', '0'],
    ]);
  });

  it('come again only when something has changed', async () => {
    const id = await joined();
    await two.finalise(id, [of('herning')]);
    expect(await two.carry()).toHaveLength(2);
    expect(await two.carry()).toEqual([]);
    await two.finalise(id, [of('aarhus')]);
    expect(await two.carry()).toEqual([]);
  });

  it('net to nothing in both books when the outcome is reversed', async () => {
    const id = await joined();
    const wrong = of('herning');
    await two.finalise(id, [wrong]);
    await two.carry();
    await two.reverse(id, [wrong.claimId]);
    await two.carry();
    expect([gains(await two.books('herning', id)), elsewhere(await two.books('aarhus', id))]).toEqual([{}, {}]);
  });

  it('follow the day: what falls due after a move is the new municipality’s gain', async () => {
    const id = await joined();
    const moving = of('aarhus');
    await two.finalise(id, [moving]);
    await two.carry();
    expect(gains(await two.books('herning', id))).toEqual({});
    await two.move(id, moving.participantId, '2026-09-01', 'herning');
    await two.carry();
    expect(gains(await two.books('herning', id))).toEqual({
      'gain municipality:0657/social 2027 forecast': 2_500,
      'gain region:midtjylland 2027 forecast': 1_000,
      'gain state 2027 forecast': 2_500,
    });
    expect(gains(await two.books('aarhus', id))).toEqual({
      'gain municipality:0751/social 2026 realised': 5_000,
      'gain state 2026 realised': 5_000,
    });
  });

  it('wait for their contract, and are booked with it', async () => {
    const event = await two.contract();
    await two.finalise(event.contractId, [of('herning')]);
    expect(await two.carry()).toHaveLength(1);
    expect(await two.books('herning', event.contractId)).toEqual({});
    await two.join(event);
    expect(await two.carry()).toHaveLength(1);
    expect(gains(await two.books('herning', event.contractId))).toEqual(WORTH);
  });

  it('are told to be wrong when their contract comes and shows it, and the page of both says why', async () => {
    const event = await two.contract();
    await two.finalise(event.contractId, [of('herning')]);
    await two.tell();
    const [message] = await two.sent('aarhus');
    const lines = (message!.content as BenefitsGained).lines.map((line) => ({
      ...line,
      purse: line.purse.replace('0657', '0751'),
    }));
    await two.deliver({ ...message!, content: { ...message!.content, lines } });
    await two.deliver({ ...message!, from: 'viborg' });
    expect(await two.sent('herning')).toEqual([]);
    await two.join(event);
    expect((await two.sent('herning')).map(({ to, content }) => [to, (content as BenefitsBooked).fault])).toEqual([
      ['aarhus', 'not-our-purse'],
      ['viborg', 'not-from-the-home'],
    ]);
    expect(gains(await two.books('herning', event.contractId))).toEqual({});
  });

  it('are what was said last, however often and in whatever order it comes', async () => {
    const id = await joined();
    await two.finalise(id, [of('herning')]);
    await two.tell();
    const [first] = await two.sent('aarhus');
    await two.finalise(id, [of('herning')]);
    await two.tell();
    const [second] = await two.sent('aarhus');
    for (const message of [second!, first!, second!, first!]) await two.deliver(message);
    expect(await two.books('herning', id)).toMatchObject({ 'gain state 2026 realised': 10_000 });
    const answers = (await two.sent('herning')).map(({ content }) => (content as BenefitsBooked).held?.number);
    expect(answers).toEqual([2, 2, 2, 2]);
  });

  it('are said anew when home has forgotten what it said', async () => {
    const id = await joined();
    await two.finalise(id, [of('herning')]);
    await two.carry();
    await two.finalise(id, [of('herning')]);
    const [told] = await two.carry();
    // Home is restored: its last statement is gone, and another one comes under the same number.
    await two.forget(id, (told!.content as BenefitsGained).number);
    await two.finalise(id, [of('herning')]);
    const again = await two.carry();
    expect(again.map(({ type, content }) => [type, content['number']])).toEqual([
      ['benefits-gained/1', 2],
      ['benefits-booked/1', 2],
      ['benefits-gained/1', 3],
      ['benefits-booked/1', 3],
    ]);
    expect(again[1]!.content).toMatchObject({ fault: 'other-figures-before', held: { number: 2 } });
    expect(await two.books('herning', id)).toMatchObject({ 'gain state 2026 realised': 15_000 });
  });

  it('are refused when they are not the receiver’s, and nothing is booked', async () => {
    const id = await joined();
    await two.finalise(id, [of('herning')]);
    await two.tell();
    const [message] = await two.sent('aarhus');
    const content = message!.content as BenefitsGained;
    const lines = content.lines.map((line) => ({ ...line, purse: line.purse.replace('0657', '0751') }));
    for (const [wrong, fault] of [
      [{ ...content, lines }, 'not-our-purse'],
      [{ ...content, amount: '1' }, 'does-not-add-up'],
      [{ ...content, currency: 'SEK' as const }, 'other-currency'],
    ] as const) {
      await two.deliver({ ...message!, content: wrong });
      expect((await two.sent('herning'))[0]!.content).toMatchObject({ fault, held: null });
      const { items } = (await two.get('herning', `across?contractId=${id}`, 'controller')).body as Across;
      expect(items).toMatchObject([{ state: 'refused', fault }]);
    }
    await two.deliver({ ...message!, from: 'aarhus' });
    expect(gains(await two.books('herning', id))).toEqual(WORTH);
  });

  it('are not taken from who does not lead the contract', async () => {
    const id = await joined();
    await two.finalise(id, [of('herning')]);
    await two.tell();
    const [message] = await two.sent('aarhus');
    await two.deliver({ ...message!, from: 'viborg' });
    expect(gains(await two.books('herning', id))).toEqual({});
    expect((await two.sent('herning')).at(-1)).toMatchObject({ to: 'viborg', content: { fault: 'not-from-the-home' } });
  });

  it('go with what each has paid and invested, each in the books of who pays', async () => {
    const id = await joined();
    const payments = [
      { payer: 'aarhus', payee: 'supplier', amount: '100000' },
      { payer: 'herning', payee: 'supplier', amount: '200000' },
    ];
    await two.pay(id, { payments });
    expect(await two.books('aarhus', id)).toEqual({
      'investment fund:dsi 2026': 1_000,
      'payment-made municipality:0751 2026': 1_000,
      'payment-received supplier:supplier 2026': -1_000,
    });
    await two.payDue({
      ...{ dueId: '0192f0c0-0000-7000-8000-00000000000d', contractId: id, currency: 'DKK' },
      cutOff: localDate('2026-05-31'),
      payments: [{ payer: 'herning', payee: 'supplier', amount: '200000', budgetYear: 2026 }],
    });
    expect(await two.books('herning', id)).toEqual({
      'investment municipality:0657 2026': 500,
      'payment-made municipality:0657 2026': 2_000,
      'payment-received supplier:supplier 2026': -2_000,
    });
  });

  it('are one thing only when two versions of the contract follow each other', async () => {
    const event = await two.contract();
    await two.join(event);
    await two.finalise(event.contractId, [of('herning')]);
    await two.carry();
    const next = { ...jointEvent(), contractId: event.contractId, version: 2, ref: event.ref };
    await two.contract(next);
    await two.join(next);
    await two.carry();
    expect(gains(await two.books('herning', event.contractId))).toEqual(WORTH);
  });

  it('are realised there too when their day has come', async () => {
    const id = await joined();
    await two.finalise(id, [of('herning')]);
    await two.carry();
    clock.at = '2027-03-02T10:00:00Z';
    await two.tell();
    await two.carry();
    expect(await two.books('herning', id)).toMatchObject({ 'gain region:midtjylland 2027 realised': 1_000 });
  });
});
