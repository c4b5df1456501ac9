import { describe, expect, it } from '@jest/globals';
import { DomainError, instant, localDate } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import { appropriate } from './budget/appropriate.js';
import { signOffsOf } from './agreement.js';
import type { Agreement, Contract, ContractFact, Signer } from './contract.js';
import { evolve } from './contract.js';
import { accede, activate, addVersion, create, isReady, isReadyToAccede, signOff, signOffsFor } from './decide.js';
import { hearAccession, hearActivation, hearShared, hearSignOff, hearWithdrawal } from './hear.js';

const at = instant('2026-03-01T10:00:00Z');
const [offices, digest] = [['council', 'municipal-director'] as const, 'one'];
const worst = (payer: string): bigint => (payer === 'a' || payer === 'h' ? 100n : 0n);
const agreementOf = (us: string, termsDigest = digest): Agreement => ({
  ref: 'A-1',
  termsDigest,
  parties: [
    { id: 'a', organisation: 'aarhus', roles: ['authority', 'payer'] },
    { id: 'h', organisation: 'herning', roles: ['payer'] },
    { id: 'g', organisation: 'gladsaxe', roles: ['partner'] },
    { id: 's', organisation: 'st-basils', roles: ['supplier'] },
  ],
  requiredSignOffs: ['a', 'h'].flatMap((party) => offices.map((role) => ({ role, party }))),
  currency: 'DKK',
  appropriating: ['a', 'h'],
  budgetYears: { first: 2026, last: 2029 },
  joint: { us, home: 'aarhus', partners: ['herning', 'gladsaxe'] },
});
const signer = (role: string, organisation: string): Signer => ({
  ...{ subject: `${role}-${organisation}`, name: role, organisation },
  roles: [role === 'council' ? 'council-member' : role],
});
const signs = (contract: Contract, role: string, party: string, organisation: string): Contract =>
  evolve(contract, signOff(contract, { version: contract.version, role, party }, signer(role, organisation), at));
const money = (contract: Contract, payer: string, amount = 100n, by = 'carl'): Contract =>
  evolve(contract, appropriate(contract, { id: 'b', payer, budgetYear: 2026, amount, by, at }));
const known = (contract: Contract, fact: ContractFact | undefined): Contract =>
  fact ? evolve(contract, fact) : contract;
const codeOf = (work: () => unknown): string => {
  try {
    return work() === undefined ? 'nothing new' : 'taken';
  } catch (error) {
    if (error instanceof DomainError) return error.code.replace('contracts.', '');
    throw error;
  }
};

const council = { role: 'council', party: 'a', at };
const draft = evolve(undefined, create({ id: 'c', version: 1 }, agreementOf('aarhus'), 'anna', at));
const atHome = money(signs(signs(draft, 'council', 'a', 'aarhus'), 'municipal-director', 'a', 'aarhus'), 'a');
const share = { id: 'c', version: 1, agreement: agreementOf('herning'), signedOff: [council] };
const copy = evolve(undefined, hearShared(undefined, 'aarhus', share, at)!);
const signedCopy = signs(signs(copy, 'council', 'h', 'herning'), 'municipal-director', 'h', 'herning');
const readyCopy = money(signedCopy, 'h');
const accededCopy = evolve(readyCopy, accede(readyCopy, worst, 'bo', at));
const said = { version: 1, digest };
const accession = { ...said, organisation: 'herning', budgetYear: 2026, at };

describe('who signs a joint contract', () => {
  const parties = [
    { id: 'a', kind: 'municipality', organisation: 'aarhus', roles: ['authority', 'payer'] },
    { id: 'h', kind: 'municipality', organisation: 'herning', roles: ['payer'] },
    { id: 'g', kind: 'municipality', organisation: 'gladsaxe', roles: ['partner'] },
    { id: 's', kind: 'supplier', organisation: 'st-basils', roles: ['supplier'] },
  ] as unknown as Terms['parties'];
  const asked = (signOffs: readonly { role: string; party: string }[], partners: readonly string[] | undefined) =>
    signOffsOf({ parties, signOffs: signOffs as Terms['signOffs'] }, partners && { home: 'aarhus', partners }).map(
      ({ role, party }) => `${role} ${party}`,
    );
  const two = (party: string) => offices.map((role) => `${role} ${party}`);

  it('is whom the terms name, and two offices of each municipality that binds itself and of which they name none', () => {
    expect(asked([], undefined)).toEqual(two('a'));
    expect(asked([], ['herning'])).toEqual([...two('a'), ...two('h')]);
    expect(asked([{ role: 'mayor', party: 'h' }], ['herning'])).toEqual(['mayor h', ...two('a')]);
    expect(asked([{ role: 'supplier', party: 'h' }], ['herning'])).toEqual(['supplier h', ...two('a'), ...two('h')]);
  });
  it('is nobody of a partner that neither pays nor is the authority', () =>
    expect(asked([], ['gladsaxe'])).toEqual(two('a')));
});

describe('at home', () => {
  const everything = [...offices.map((role) => ({ ...said, role, party: 'h', at }))].reduce(
    (contract, each) => known(contract, hearSignOff(contract, 'herning', each)),
    atHome,
  );

  it('comes into force when every partner that has something to sign or pay has acceded for that budget year', () => {
    expect(codeOf(() => activate(everything, worst, 'bo', at))).toBe('not-ready');
    const other = known(everything, hearAccession(everything, 'herning', { ...accession, budgetYear: 2027 }));
    expect(isReady(other, worst, at)).toBe(false);
    const ready = known(everything, hearAccession(everything, 'herning', accession));
    expect(isReady(ready, worst, at)).toBe(true);
    expect(activate(ready, worst, 'bo', at).type).toBe('activated');
  });
  it('nobody signs or appropriates for a partner, not even one of its people', () => {
    expect(signOffsFor(draft, signer('council', 'herning'), { mandates: [], at })).toEqual([]);
    expect(codeOf(() => signs(draft, 'council', 'h', 'herning'))).toBe('signs-elsewhere');
    expect(codeOf(() => money(draft, 'h'))).toBe('appropriates-elsewhere');
    expect(codeOf(() => accede(atHome, worst, 'bo', at))).toBe('not-led-elsewhere');
  });
  it('what partners said of a version counts no more when it is replaced', () => {
    const next = evolve(everything, addVersion(everything, agreementOf('aarhus', 'two'), 'anna', at));
    expect([next.signOffs, next.accessions]).toEqual([[], []]);
    expect(codeOf(() => hearSignOff(next, 'herning', { ...said, role: 'council', party: 'h', at }))).toBe(
      'other-terms',
    );
    expect(codeOf(() => hearAccession(next, 'herning', accession))).toBe('other-terms');
  });
  it.each([
    ['a partner of its own office', 'herning', { role: 'council', party: 'h' }, 'taken'],
    ['a partner of an office of ours', 'herning', { role: 'council', party: 'a' }, 'not-theirs'],
    ['a partner of an office of nobody', 'herning', { role: 'council', party: 'x' }, 'not-theirs'],
    ['a partner of an office of its own chain', 'herning', { role: 'committee', party: 'h' }, 'taken'],
    ['a partner of an office that need not sign', 'herning', { role: 'supplier', party: 'h' }, 'sign-off-not-required'],
    ['a partner of other terms', 'herning', { role: 'council', party: 'h', digest: 'two' }, 'other-terms'],
    ['a partner of another version', 'herning', { role: 'council', party: 'h', version: 2 }, 'other-terms'],
    ['another partner', 'gladsaxe', { role: 'council', party: 'h' }, 'not-theirs'],
    ['who is no partner', 'viborg', { role: 'council', party: 'h' }, 'not-a-party'],
  ])('of a sign-off told by %s', (_, from, change, outcome) =>
    expect(codeOf(() => hearSignOff(atHome, from, { ...said, at, ...change }))).toBe(outcome),
  );
  it.each([
    ['a partner', 'herning', {}, 'taken'],
    ['a partner for another', 'gladsaxe', {}, 'not-theirs'],
    ['who is no partner', 'viborg', { organisation: 'viborg' }, 'not-a-party'],
  ])('of an accession told by %s', (_, from, change, outcome) =>
    expect(codeOf(() => hearAccession(atHome, from, { ...accession, ...change }))).toBe(outcome),
  );
  it('nobody withdraws it, puts it in force or gives it other terms from outside', () => {
    expect(codeOf(() => hearWithdrawal(atHome, 'herning', said, at))).toBe('another-home');
    const on = { ...said, activatedOn: localDate('2026-03-01') };
    expect(codeOf(() => hearActivation(atHome, 'herning', on, at))).toBe('another-home');
    expect(codeOf(() => hearShared(atHome, 'herning', { ...share, version: 2 }, at))).toBe('another-home');
  });
  it('no sign-off of terms that were told to nobody is believed', () =>
    expect(codeOf(() => hearSignOff(draft, 'herning', { ...said, role: 'council', party: 'h', at }))).toBe(
      'other-terms',
    ));
  it('hears the same once', () => {
    const sign = { ...said, role: 'council', party: 'h', at };
    const heard = known(
      known(atHome, hearSignOff(atHome, 'herning', sign)),
      hearAccession(atHome, 'herning', accession),
    );
    expect(codeOf(() => hearSignOff(heard, 'herning', sign))).toBe('nothing new');
    expect(codeOf(() => hearAccession(heard, 'herning', accession))).toBe('nothing new');
  });
});

describe('at a partner', () => {
  it('is signed by our own offices, and acceded to under the rules of activation', () => {
    expect(signOffsFor(copy, signer('council', 'herning'), { mandates: [], at })).toEqual([
      { role: 'council', party: 'h' },
    ]);
    expect(codeOf(() => accede(signedCopy, worst, 'bo', at))).toBe('not-ready');
    expect(codeOf(() => accede(money(signedCopy, 'h', 99n), worst, 'bo', at))).toBe('not-ready');
    expect(codeOf(() => accede(money(copy, 'h'), worst, 'bo', at))).toBe('not-ready');
    expect(codeOf(() => accede(readyCopy, worst, 'carl', at))).toBe('own-appropriation');
    expect(codeOf(() => accede(readyCopy, worst, 'council-herning', at))).toBe('own-sign-off');
    expect([isReadyToAccede(readyCopy, worst, at), isReadyToAccede(accededCopy, worst, at)]).toEqual([true, false]);
    expect(accede(readyCopy, worst, 'bo', at)).toMatchObject({
      accession: { organisation: 'herning', budgetYear: 2026 },
    });
    expect(codeOf(() => accede(accededCopy, worst, 'bo', at))).toBe('already-acceded');
  });
  it('is neither changed nor put in force by us, and signed or paid for by nobody else', () => {
    expect(codeOf(() => addVersion(copy, agreementOf('herning', 'two'), 'anna', at))).toBe('led-elsewhere');
    expect(codeOf(() => activate(accededCopy, worst, 'bo', at))).toBe('led-elsewhere');
    expect(isReady(accededCopy, worst, at)).toBe(false);
    expect(codeOf(() => signs(copy, 'municipal-director', 'a', 'aarhus'))).toBe('signs-elsewhere');
    expect(codeOf(() => money(copy, 'a'))).toBe('appropriates-elsewhere');
  });
  it('is signed no more once home has withdrawn the version, until another comes, which nobody here has signed', () => {
    const gone = evolve(accededCopy, hearWithdrawal(accededCopy, 'aarhus', said, at)!);
    expect(
      signOffsFor(evolve(copy, { type: 'withdrawn', version: 1, at }), signer('council', 'herning'), {
        mandates: [],
        at,
      }),
    ).toEqual([]);
    expect(codeOf(() => signs(gone, 'council', 'h', 'herning'))).toBe('withdrawn');
    expect(codeOf(() => accede(evolve(readyCopy, { type: 'withdrawn', version: 1, at }), worst, 'bo', at))).toBe(
      'withdrawn',
    );
    expect(codeOf(() => hearActivation(gone, 'aarhus', { ...said, activatedOn: localDate('2026-03-02') }, at))).toBe(
      'withdrawn',
    );
    const next = { ...share, version: 2, agreement: agreementOf('herning', 'two') };
    const again = evolve(gone, hearShared(gone, 'aarhus', next, at)!);
    expect(again).toMatchObject({ version: 2, isWithdrawn: false, accessions: [], signOffs: [{ party: 'a' }] });
    expect(again.appropriations).toHaveLength(1);
  });
  it.each([
    ['home', 'aarhus', copy, {}, 'nothing new'],
    [
      'home, of other terms under the same version',
      'aarhus',
      copy,
      { agreement: agreementOf('herning', 'two') },
      'other-terms',
    ],
    ['home, of an older version', 'aarhus', { ...copy, version: 2 }, {}, 'other-terms'],
    ['another', 'gladsaxe', copy, { version: 2 }, 'another-home'],
    ['who is no party', 'viborg', undefined, {}, 'not-a-party'],
    [
      'home, without us',
      'aarhus',
      undefined,
      { agreement: { ...share.agreement, joint: { us: 'herning', home: 'aarhus', partners: ['gladsaxe'] } } },
      'not-a-party',
    ],
    [
      'home, with a partner that is no party',
      'aarhus',
      undefined,
      { agreement: { ...share.agreement, joint: { us: 'herning', home: 'aarhus', partners: ['herning', 'viborg'] } } },
      'not-a-party',
    ],
    [
      'home, where we are no party',
      'aarhus',
      undefined,
      { agreement: { ...share.agreement, parties: share.agreement.parties.filter(({ id }) => id !== 'h') } },
      'not-a-party',
    ],
    ['home, with a sign-off of ours', 'aarhus', undefined, { signedOff: [{ ...council, party: 'h' }] }, 'not-theirs'],
    ['home, with a sign-off twice', 'aarhus', undefined, { signedOff: [council, council] }, 'already-signed-off'],
    [
      'home, of a contract in force',
      'aarhus',
      { ...accededCopy, status: 'active' as const },
      { version: 2 },
      'not-draft',
    ],
  ])('of a version shared by %s', (_, from, contract, change, outcome) =>
    expect(codeOf(() => hearShared(contract, from, { ...share, ...change }, at))).toBe(outcome),
  );
  it.each([
    ['home, of its own', 'aarhus', { role: 'municipal-director', party: 'a' }, 'taken'],
    ['home, of what is known', 'aarhus', { role: 'council', party: 'a' }, 'nothing new'],
    ['home, of ours', 'aarhus', { role: 'council', party: 'h' }, 'not-theirs'],
    ['another partner', 'gladsaxe', { role: 'municipal-director', party: 'a' }, 'another-home'],
  ])('of a sign-off told by %s', (_, from, change, outcome) =>
    expect(codeOf(() => hearSignOff(copy, from, { ...said, at, ...change }))).toBe(outcome),
  );
  it.each([
    ['has acceded', accededCopy, 'aarhus', '2026-03-02', 'taken'],
    ['has acceded for another budget year', accededCopy, 'aarhus', '2027-03-02', 'not-acceded'],
    ['has signed only', readyCopy, 'aarhus', '2026-03-02', 'not-acceded'],
    ['hears it of another', accededCopy, 'gladsaxe', '2026-03-02', 'another-home'],
  ])('of the contract in force, when it %s', (_, contract, from, day, outcome) =>
    expect(codeOf(() => hearActivation(contract, from, { ...said, activatedOn: localDate(day) }, at))).toBe(outcome),
  );
  it('appropriates the later years of its own part while in force, and hears no other day', () => {
    const on = { ...said, activatedOn: localDate('2026-03-02') };
    const active = evolve(accededCopy, hearActivation(accededCopy, 'aarhus', on, at)!);
    expect(active).toMatchObject({ status: 'active', activatedOn: '2026-03-02' });
    expect(money(active, 'h').appropriations).toHaveLength(2);
    expect(codeOf(() => hearActivation(active, 'aarhus', on, at))).toBe('nothing new');
    expect(codeOf(() => hearActivation(active, 'aarhus', { ...on, activatedOn: localDate('2026-04-01') }, at))).toBe(
      'not-draft',
    );
    expect(codeOf(() => hearWithdrawal(active, 'aarhus', said, at))).toBe('not-draft');
  });
  it('hears of other partners from home', () => {
    const of = (organisation: string) => codeOf(() => hearAccession(copy, 'aarhus', { ...accession, organisation }));
    expect([of('gladsaxe'), of('herning'), of('viborg')]).toEqual(['taken', 'not-theirs', 'not-a-party']);
  });
});
