import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PartnerMessagePageSchema, QuarantinePageSchema, WaitingMessagesSchema } from '@ringvirkning/partnership-api';
import { textOf } from '@ringvirkning/partnership-domain';
import { startService, type RunningService } from '@ringvirkning/service';
import { eventually } from '@ringvirkning/testing';
import { partnershipService } from '../src/index.js';
import { Exchange } from '../src/exchange/exchange.js';
import { Region, statusOf, TRIAL, type Town } from './towns.js';

let region: Region;
let [aarhus, herning, odense]: [Town, Town, Town] = [undefined!, undefined!, undefined!];
let agreement: string;

beforeAll(async () => {
  region = await Region.make();
  [aarhus, herning, odense] = [await region.town('aarhus'), await region.town('herning'), await region.town('odense')];
  await aarhus.found();
  await aarhus.bringsIn(herning);
  await aarhus.bringsIn(odense);
  await eventually(async () => expect((await herning.member('odense'))?.status).toBe('active'));
  agreement = await aarhus.agreesWith(herning);
});
afterAll(() => region?.stop());

const letters = (prefix: string, count: number, to = 'herning') =>
  Array.from({ length: count }, (_, i) => ({
    ...{ to, id: `${prefix}-${i}`, type: TRIAL, content: { text: `${prefix} ${i}`, amount: String(i) } },
  }));
const page = async (town: Town, member: string, direction: 'sent' | 'received') =>
  PartnerMessagePageSchema.parse((await town.get(`members/${member}/messages?direction=${direction}&limit=200`)).body)
    .items;
/** Ids of what was booked with a prefix, each as often as it was. */
const booked = async (town: Town, member: string, prefix: string): Promise<string[]> =>
  (await page(town, member, 'received'))
    .filter(({ id, word }) => word === 'booked' && id.startsWith(prefix))
    .map(({ id }) => id);
const arrives = (given: readonly { id: string }[], prefix: string) =>
  eventually(async () => {
    const expected = given.map(({ id }) => id).sort();
    expect((await booked(herning, 'aarhus', prefix)).sort()).toEqual(expected);
    const sent = (await page(aarhus, 'herning', 'sent')).filter(
      ({ id, word }) => word === 'booked' && id.startsWith(prefix),
    );
    expect(sent.map(({ id }) => id).sort()).toEqual(expected);
  });
const areSame = () =>
  eventually(async () => {
    const [here, there] = [(await aarhus.member('herning'))!.link!, (await herning.member('aarhus'))!.link!];
    expect([here.open, there.open, here.sharedDiffersAt, there.sharedDiffersAt]).toEqual([0, 0, null, null]);
    expect(here.sent).toBe(there.received);
    expect(here.verified?.sent).toBe(there.verified?.received);
    expect(here.settledSent).toBe(here.sent);
  });
const reasons = async (town: Town) =>
  QuarantinePageSchema.parse((await town.get('quarantine')).body).items.map(({ reason, from }) => [from, reason]);

describe('what was given to be brought', () => {
  it('arrives once, though the way is cut and the process ends between storing and sending', async () => {
    const given = letters('cut', 20);
    await region.cut();
    await aarhus.gives(given);
    // Numbered and signed, and not sent.
    await eventually(async () => expect((await aarhus.member('herning'))!.link!.open).toBe(20));
    await eventually(async () =>
      expect((await aarhus.state()).problems.map(({ code }) => code)).toContain('carrier-away'),
    );
    await aarhus.stop();
    await region.mend();
    await aarhus.start();
    await arrives(given, 'cut');
    await areSame();
    expect((await aarhus.state()).problems).toEqual([]);
  });
  it('is brought once when it is given twice', async () => {
    await aarhus.gives(letters('twice', 1));
    await aarhus.gives(letters('twice', 1));
    await arrives(letters('twice', 1), 'twice');
  });
  it('waits where no agreement lets it pass, and is shown with the reason', async () => {
    await aarhus.gives(letters('odense', 2, 'odense'));
    const { items, total } = WaitingMessagesSchema.parse((await aarhus.get('waiting')).body);
    expect([total, items.map(({ to, id, reason }) => [to, id, reason])]).toEqual([
      2,
      [
        ['odense', 'odense-0', 'no-agreement'],
        ['odense', 'odense-1', 'no-agreement'],
      ],
    ]);
    await aarhus.agreesWith(odense);
    await eventually(async () => expect(await booked(odense, 'aarhus', 'odense')).toHaveLength(2));
  });
  it('waits while the agreement is suspended, and is brought when it goes on', async () => {
    await herning.does(`agreements/${agreement}/suspension`, { reason: 'Prøve' });
    await eventually(async () => expect(statusOf(await aarhus.agreements(), agreement)).toBe('suspended'));
    await aarhus.gives(letters('held', 3));
    await eventually(async () => expect(WaitingMessagesSchema.parse((await aarhus.get('waiting')).body).total).toBe(3));
    await herning.does(`agreements/${agreement}/resumption`, { reason: 'Prøve' });
    await arrives(letters('held', 3), 'held');
  });
});

describe('a restored backup', () => {
  it('of the sender is given back what it said, and what is new is said after it', async () => {
    const restore = await aarhus.backup();
    await aarhus.gives(letters('lost', 5));
    await arrives(letters('lost', 5), 'lost');
    await restore();
    // The service tells it once more, having been restored too.
    await aarhus.gives([...letters('lost', 5), ...letters('new', 3)]);
    await arrives(letters('new', 3), 'new');
    expect(await booked(herning, 'aarhus', 'lost')).toHaveLength(5);
    await areSame();
  });
  it('of the receiver is told again, and books each once', async () => {
    const restore = await herning.backup();
    await aarhus.gives(letters('again', 5));
    await arrives(letters('again', 5), 'again');
    await restore();
    await arrives(letters('again', 5), 'again');
    await areSame();
  });
});

describe('texts of a stranger', () => {
  it('have no effect, and are put aside with their reason', async () => {
    await aarhus.gives(letters('forged', 1));
    await arrives(letters('forged', 1), 'forged');
    const { number } = (await page(aarhus, 'herning', 'sent')).find(({ id }) => id === 'forged-0')!;
    const { body } = await aarhus.get(`members/herning/messages/sent/${number}/evidence`, 'controller');
    const [message, receipt] = [textOf(body.message), textOf(body.receipts[1])];
    // Reordered, said once more, changed, and addressed to another.
    await region.slip('herning', receipt, message, message, message.replace('"amount":"0"', '"amount":"9"'), 'Hej');
    await region.slip('odense', message);
    await eventually(async () => {
      expect(await reasons(herning)).toEqual(
        expect.arrayContaining([
          ['aarhus', 'forged'],
          ['herning', 'not-for-us'],
          [null, 'malformed'],
        ]),
      );
      expect(await reasons(odense)).toContainEqual(['aarhus', 'not-for-us']);
    });
    expect(await booked(herning, 'aarhus', 'forged')).toEqual(['forged-0']);
    const { problems } = await herning.state();
    expect(problems.map(({ code, level }) => [code, level])).toEqual([['quarantined', 'amber']]);
    const [first] = QuarantinePageSchema.parse((await herning.get('quarantine')).body).items;
    expect((await herning.post(`quarantine/${first!.id}/opening`, {}, 'municipal-director')).status).toBe(403);
    expect(await herning.does(`quarantine/${first!.id}/opening`, {}, 'operator')).toMatchObject({ isCut: false });
  });
});

describe('two processes of one service', () => {
  let other: RunningService;
  const carries = ({ app }: RunningService): boolean => app.get(Exchange).isCarrying;

  it('number once: one carries, both write, and the other goes on when the first has gone', async () => {
    other = await startService(partnershipService, aarhus.env());
    const both = [aarhus.running!, other];
    await eventually(async () => expect(both.map(carries).filter(Boolean)).toHaveLength(1));
    await aarhus.gives(letters('first', 5));
    await aarhus.stop();
    aarhus.running = other;
    await aarhus.gives(letters('second', 5));
    await arrives(letters('second', 5), 'second');
    await arrives(letters('first', 5), 'first');
    await eventually(async () => expect(carries(other)).toBe(true));
    await areSame();
  });
});

describe('a member that others exclude', () => {
  it('is signed for by more than half of the others, and is heard no more', async () => {
    const draft = await aarhus.does('statements/drafts', { what: 'exclude', member: 'odense', reason: 'Prøve' });
    const told = { text: (draft.text as string).replace('"Prøve"', '"010190-4321"') };
    for (const step of ['statements', 'statements/reading', 'statements/signatures'])
      expect((await herning.post(step, told)).body).toMatchObject({ code: 'partnership.personal-number' });
    expect([draft.isEnough, draft.signedBy]).toEqual([false, ['aarhus']]);
    const early = await aarhus.post('statements', { text: draft.text });
    expect([early.status, early.body.code]).toEqual([422, 'partnership.word-missing']);
    const signed = await herning.does('statements/signatures', { text: draft.text });
    expect([signed.isEnough, signed.signedBy]).toEqual([true, ['aarhus', 'herning']]);
    await herning.does('statements', { text: signed.text });
    await eventually(async () => {
      for (const town of [aarhus, herning, odense]) expect((await town.member('odense'))?.status).toBe('excluded');
    });
    expect((await odense.post('members/aarhus/trials', { text: 'Hej' })).body.code).toBe('partnership.no-key');
    const changes = await odense.told('member-changed');
    expect(
      changes
        .slice(-2)
        .map(({ member, status }) => [member, status])
        .sort(),
    ).toEqual([
      ['aarhus', 'left'],
      ['herning', 'left'],
    ]);
    await eventually(async () =>
      expect(await aarhus.told('member-changed')).toContainEqual({
        member: 'odense',
        name: 'Odense Kommune',
        status: 'excluded',
      }),
    );
  });
});
