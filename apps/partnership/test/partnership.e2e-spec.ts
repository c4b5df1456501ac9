import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  contractWithdrawn,
  PartnerAgreementsSchema,
  PartnerMessagePageSchema,
  WaitingMessagesSchema,
} from '@ringvirkning/partnership-api';
import { evidenceSchema, proofOf, SPOKEN, verifier, type Versions } from '@ringvirkning/partnership-domain';
import { eventually, measured } from '@ringvirkning/testing';
import { Node } from '../src/exchange/node.js';
import { Region, type Town } from './towns.js';

let region: Region;
let [aarhus, herning]: [Town, Town] = [undefined!, undefined!];

beforeAll(async () => {
  region = await Region.make();
  [aarhus, herning] = [await region.town('aarhus'), await region.town('herning')];
});
afterAll(() => region?.stop());

const messages = async (town: Town, member: string, direction: 'sent' | 'received') =>
  PartnerMessagePageSchema.parse((await town.get(`members/${member}/messages?direction=${direction}`)).body).items;

describe('two municipalities', () => {
  it('are each alone at first', async () => {
    expect(await aarhus.state()).toMatchObject({ me: { id: 'aarhus', status: null }, partnership: null, members: [] });
    const { status, body } = await aarhus.post('invitations', { member: 'herning', name: 'Herning Kommune' });
    expect([status, body.code]).toEqual([409, 'partnership.none']);
  });
  it('found a partnership, once', async () => {
    await aarhus.found();
    expect(await aarhus.state()).toMatchObject({
      me: { name: 'Aarhus Kommune', status: 'active' },
      partnership: { id: 'midtjylland', keeper: 'aarhus', entries: 1 },
    });
    const { body } = await aarhus.post('founding', {
      id: 'x',
      name: 'x',
      charter: (await aarhus.state()).partnership!.charter,
    });
    expect(body.code).toBe('partnership.other');
  });
  it('join with the check phrase that the inviter reads, and with no other', async () => {
    const { text, checkPhrase } = await aarhus.does('invitations', { member: 'herning', name: 'Herning Kommune' });
    const read = await herning.does('invitations/reading', { text });
    expect(read).toMatchObject({ partnership: 'midtjylland', invitedBy: 'aarhus', member: 'herning' });
    expect(JSON.stringify([text, read])).not.toContain(checkPhrase);
    const wrong = await herning.post('joining', { text, checkPhrase: '0000 0000 0000 0000 0000' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'partnership.check-phrase-differs']);
    expect((await herning.state()).partnership).toBeNull();
    await herning.does('joining', { text, checkPhrase: checkPhrase.replaceAll(' ', '-') });
    await eventually(async () => {
      for (const town of [aarhus, herning])
        expect((await town.state()).members.map(({ id, status }) => [id, status])).toEqual([
          ['aarhus', 'active'],
          ['herning', 'active'],
        ]);
    });
    expect(await aarhus.told('member-changed')).toEqual([
      { member: 'herning', name: 'Herning Kommune', status: 'invited' },
      { member: 'herning', name: 'Herning Kommune', status: 'active' },
    ]);
    expect(await herning.told('member-changed')).toEqual([
      { member: 'aarhus', name: 'Aarhus Kommune', status: 'active' },
    ]);
    expect((await herning.state()).pending).toEqual([]);
    expect((await aarhus.get('invitations/herning')).body.checkPhrase).toBe(checkPhrase);
    expect((await herning.get('invitations/herning')).body.checkPhrase).toBeNull();
  });
  it('may send nothing without an agreement', async () =>
    expect((await aarhus.post('members/herning/trials', { text: 'Hej' })).body.code).toBe('partnership.no-agreement'));
  it('agree, by the words of both', async () => {
    const id = await aarhus.agreesWith(herning);
    expect((await aarhus.agreements()).find((each) => each.id === id)).toMatchObject({
      with: 'herning',
      ours: { office: 'municipal-director' },
      theirs: { office: 'municipal-director' },
      lastUsed: null,
    });
  });
  it('send a trial, which is booked and receipted, and both hold the same', async () => {
    const { id } = await aarhus.does('members/herning/trials', { text: 'Hej Herning' });
    await eventually(async () => {
      for (const [town, other, direction] of [
        [aarhus, 'herning', 'sent'],
        [herning, 'aarhus', 'received'],
      ] as const)
        expect((await messages(town, other, direction))[0]).toMatchObject({ id, type: 'trial-sent/1', word: 'booked' });
    });
    await eventually(async () => {
      const [here, there] = [(await aarhus.member('herning'))!.link!, (await herning.member('aarhus'))!.link!];
      expect([here.settledSent, here.open, here.waiting]).toEqual([here.sent, 0, 0]);
      expect([here.verified?.sent, here.verified?.received]).toEqual([there.verified?.received, there.verified?.sent]);
      expect(here.verified?.sent).toEqual(expect.any(String));
    });
    expect((await aarhus.state()).problems).toEqual([]);
  });
  it('are measured by how far each is behind, how long it is silent, and what is left of its key', async () => {
    const of = (name: string) => measured(aarhus.running!.url, `ringvirkning_${name}`);
    await eventually(async () => expect(await of('partner_behind')).toEqual({ herning: 0 }));
    expect((await of('partner_heard_seconds'))['herning']).toBeLessThan(60);
    const days = await of('partner_key_days');
    expect(Object.keys(days)).toEqual(['aarhus', 'herning']);
    for (const left of Object.values(days)) expect(left).toBeGreaterThan(30);
    await eventually(async () => expect(await of('partnership_problems')).toEqual({ amber: 0, red: 0 }));
    await herning.stop();
    await aarhus.does('members/herning/trials', { text: 'Er I der?' });
    await eventually(async () => expect((await of('partner_behind'))['herning']).toBeGreaterThan(0));
    await herning.start();
    await eventually(async () => expect(await of('partner_behind')).toEqual({ herning: 0 }));
  });
  it('can compare what they hold, and find the first message that differs', async () => {
    const compared = (expected: object) =>
      eventually(async () => expect(await aarhus.does('members/herning/verification')).toMatchObject(expected));
    await compared({ outcome: 'same', firstDifference: null });
    for (const text of ['a', 'b', 'c']) await aarhus.does('members/herning/trials', { text });
    await eventually(async () =>
      expect((await messages(aarhus, 'herning', 'sent'))[0]).toMatchObject({ number: 6, word: 'booked' }),
    );
    // Somebody writes into Herning's store: another word than the one that was receipted.
    const rewrite = (word: string, reason: string | null) =>
      herning.within((tx) =>
        tx.query(`UPDATE message SET word = $1, reason = $2 WHERE direction = 'received' AND number = 3`, [
          word,
          reason,
        ]),
      );
    await rewrite('refused', 'ended');
    await compared({ outcome: 'different', firstDifference: { direction: 'sent', number: 3 } });
    await rewrite('booked', null);
    await compared({ outcome: 'same', firstDifference: null });
  });
  it('can prove it to anybody', async () => {
    const { number } = (await messages(aarhus, 'herning', 'sent'))[0]!;
    const evidenceOf = async (town: Town, path: string) =>
      evidenceSchema.parse((await town.get(`members/${path}/${number}/evidence`)).body);
    // Each from its own log, which the other has cosigned.
    await eventually(async () => {
      const [here, there] = [
        await evidenceOf(aarhus, 'herning/messages/sent'),
        await evidenceOf(herning, 'aarhus/messages/received'),
      ];
      expect({ ...there, sealed: null }).toEqual({ ...here, sealed: null });
      expect(here.receipts.map(({ says }) => says)).toEqual(['understood', 'booked']);
      for (const [evidence, of, by] of [
        [here, 'aarhus', 'herning'],
        [there, 'herning', 'aarhus'],
      ] as const)
        expect(proofOf(evidence, verifier())).toMatchObject({
          outcome: 'booked',
          sealed: { of, isByMost: true, cosigned: [{ by }] },
          faults: [],
        });
    });
    const at = `members/herning/messages/sent/${number}/evidence`;
    expect((await aarhus.get(at, 'controller')).headers['content-disposition']).toBe(
      `attachment; filename="evidence-herning-sent-${number}.json"`,
    );
    expect((await aarhus.get(at, 'council-member')).status).toBe(403);
    const unknown = await aarhus.get('members/herning/messages/sent/999/evidence');
    expect([unknown.status, unknown.headers['content-disposition']]).toEqual([404, undefined]);
  });
  it('show how far their logs are sealed and cosigned, each its own and the other’s', () =>
    eventually(async () => {
      const [here, there] = [await aarhus.state(), await herning.member('aarhus')];
      const { last, ...log } = here.log;
      expect(log).toEqual({
        waiting: 0,
        witnesses: ['herning'],
        cosignedBy: ['herning'],
        authority: null,
        stamp: null,
      });
      expect(last).toMatchObject({ number: expect.any(Number), words: expect.any(Number) });
      expect(there!.link).toMatchObject({ isWitnessed: true, witnessed: last, logIsApart: false });
      expect((await aarhus.member('herning'))!.link).toMatchObject({ cosigned: last!.number, oursIsApart: false });
    }));
  it('speak the newest version of the protocol that both know, and say so where there is none', async () => {
    const nodes = [aarhus, herning].map((town) => town.running!.app.get(Node, { strict: false }));
    const speak = (...versions: readonly Versions[]) =>
      nodes.forEach((node, i) => Object.assign(node, { speaks: versions[i] }));
    speak({ from: 1, to: 2 }, { from: 1, to: 2 });
    await eventually(async () => {
      expect((await aarhus.member('herning'))!.link!.version).toBe(2);
      expect((await herning.member('aarhus'))!.link!.version).toBe(2);
    });
    const { id } = await aarhus.does('members/herning/trials', { text: 'In version 2' });
    await eventually(async () =>
      expect((await messages(aarhus, 'herning', 'sent'))[0]).toMatchObject({ id, word: 'booked' }),
    );
    const { number } = (await messages(aarhus, 'herning', 'sent'))[0]!;
    const { body } = await aarhus.get(`members/herning/messages/sent/${number}/evidence`);
    expect(body.message.protocol).toBe('ringvirkning-partnership/2');
    speak({ from: 1, to: 2 }, { from: 3, to: 4 });
    await eventually(async () =>
      expect((await aarhus.state()).problems.map(({ code }) => code)).toContain('version-unknown'),
    );
    speak(SPOKEN, SPOKEN);
    await eventually(async () => expect((await aarhus.member('herning'))!.link!.version).toBe(1));
  });
  it('agree on what a later version tells by another agreement beside, and what waited for it goes', async () => {
    const { name: type, examples } = contractWithdrawn;
    const letter = { to: 'herning', id: randomUUID(), type, content: examples[0]! };
    await aarhus.gives([letter]);
    const waiting = async () => WaitingMessagesSchema.parse((await aarhus.get('waiting')).body).items;
    expect(await waiting()).toMatchObject([{ id: letter.id, type, reason: 'no-agreement' }]);
    const notAgreed = async (town: Town) =>
      PartnerAgreementsSchema.parse((await town.get('agreements')).body).notAgreed;
    const [lacking] = await notAgreed(herning);
    expect(lacking!.with).toBe('aarhus');
    const flows = lacking!.flows.filter((flow) => flow.type === type);
    expect(flows.map(({ from }) => from)).toEqual(['aarhus', 'herning']);
    await herning.agreesWith(aarhus, flows);
    await eventually(async () => {
      expect(await waiting()).toEqual([]);
      expect((await messages(herning, 'aarhus', 'received')).map(({ id }) => id)).toContain(letter.id);
    });
    for (const town of [aarhus, herning]) {
      expect((await town.agreements()).map(({ status }) => status)).toEqual(['active', 'active']);
      expect((await notAgreed(town))[0]!.flows.map((flow) => flow.type)).not.toContain(type);
    }
  });
});
