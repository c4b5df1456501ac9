import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import {
  digestOfDocument,
  EVIDENCE_FORMAT,
  evidenceSchema,
  inclusionOf,
  lastWordIn,
  proofOf,
  sign,
  textOf,
  type Evidence,
  type Message,
  type Receipt,
  type Seal,
} from '../src/index.js';
import { changes, type Json } from './changes.js';
import { partners, rounds, type Party } from './pair.js';
import { AGREEMENT, at, type Book, founding, four, keyOf, keys } from './partnership.js';

/** An example for other products, and for whoever verifies without an instance. */
const FILE = fileURLToPath(new URL('../evidence.json', import.meta.url));

/** What Aarhus holds of the last message that it sent to Herning. */
function evidenceOf(aarhus: Party, book: Book): Evidence {
  const said = aarhus.facts.flatMap((fact) => (fact.type === 'sent' ? [fact.message] : []));
  const message = said.findLast(({ to }) => to === 'herning')!;
  const receipts = aarhus.facts.flatMap((fact) =>
    fact.type === 'receipt-came' && fact.receipt.number === message.number && fact.receipt.from === 'herning'
      ? [fact.receipt]
      : [],
  );
  return { format: EVIDENCE_FORMAT, entries: book.entries, message, receipts };
}

/** The same with its place in the sealed log of Aarhus, cosigned by Herning and Odense. */
function sealedOf(evidence: Evidence, aarhus: Party, ...witnesses: readonly Party[]): Evidence {
  aarhus.seal();
  for (const witness of witnesses) rounds(aarhus, witness, 2);
  const words = aarhus.facts.flatMap((fact) => lastWordIn(fact) ?? []);
  const seals = ['sealed', 'cosigned'].flatMap((type) =>
    aarhus.facts.flatMap((fact) => (fact.type === type ? [(fact as { readonly seal: Seal }).seal] : [])),
  );
  const of = words.findIndex((word) => textOf(word) === textOf(evidence.receipts.at(-1)!));
  return { ...evidence, sealed: inclusionOf(words, of, { seals, stamps: [] }) };
}

function booked(): { readonly evidence: Evidence; readonly book: Book } {
  const book = four();
  const { aarhus, herning, odense } = partners(book);
  aarhus.trial('herning', 'a');
  rounds(aarhus, herning, 3);
  return { evidence: sealedOf(evidenceOf(aarhus, book), aarhus, herning, odense), book };
}

const proofFor = (evidence: Evidence) => proofOf(evidence, keys.verify);
const faultsIn = (evidence: Evidence): string[] =>
  proofFor(evidence).faults.map(({ where, number, fault }) => `${where} ${number}: ${fault}`);

describe('the evidence of a message', () => {
  const { evidence, book } = booked();

  it('proves who said it, in which partnership, and that it was booked', () =>
    expect(proofFor(evidenceSchema.parse(JSON.parse(JSON.stringify(evidence))))).toEqual({
      founding: digestOfDocument(founding),
      digest: digestOfDocument(evidence.message),
      outcome: 'booked',
      isKeyLost: false,
      sealed: {
        ...{ digest: expect.any(String), of: 'aarhus', number: 1, at: expect.any(String) },
        cosigned: [
          { by: 'herning', at: expect.any(String) },
          { by: 'odense', at: expect.any(String) },
        ],
        ...{ isByMost: true, isKeyLost: false },
      },
      faults: [],
    }));

  it('has an example in the tree that holds (UPDATE_DOCS=1 writes it anew)', () => {
    const now = `${JSON.stringify(evidence, null, 2)}\n`;
    if (process.env['UPDATE_DOCS']) writeFileSync(FILE, now);
    expect(readFileSync(FILE, 'utf8')).toBe(now);
  });

  it('proves that it was refused, and why', () => {
    const other = four();
    const { aarhus, herning } = partners(other);
    herning.step('aarhus', 'stop', { step: 'suspend', agreement: AGREEMENT, office: 'Byråd', reason: 'Prøve' });
    aarhus.trial('herning', 'late');
    aarhus.dispatch('herning');
    rounds(aarhus, herning, 2);
    const refused = evidenceOf(aarhus, other);
    expect([proofFor(refused).outcome, faultsIn(refused)]).toEqual(['suspended', []]);
  });

  it('proves nothing of its receiver before that has said something', () =>
    expect(proofFor({ ...evidence, receipts: [], sealed: undefined })).toMatchObject({ outcome: null, faults: [] }));

  it('shows every change', () => {
    // Who leaves out a receipt, or entries after all that was said, proves less, and nothing that is not so.
    const isLess = ({ entries, receipts, message, sealed }: Evidence): boolean => {
      const [said, all] = [evidence.receipts.map(textOf), evidence.entries.map(textOf)];
      return (
        textOf(message) === textOf(evidence.message) &&
        entries.every((entry, index) => textOf(entry) === all[index]) &&
        receipts.every((receipt) => said.includes(textOf(receipt))) &&
        (!sealed || isLessSealed(sealed))
      );
    };
    const isLessSealed = ({ path, seals }: NonNullable<Evidence['sealed']>): boolean => {
      const signed = evidence.sealed!.seals.map(textOf);
      return (
        textOf(path) === textOf(evidence.sealed!.path) &&
        textOf(seals[0]!) === signed[0] &&
        seals.every((each) => signed.includes(textOf(each)))
      );
    };
    const tried = [...changes(evidence as unknown as Json)];
    expect(tried.length).toBeGreaterThan(400);
    const unseen = tried.filter((other) => {
      const { data } = evidenceSchema.safeParse(other);
      return data && faultsIn(data).length === 0 && !isLess(data);
    });
    expect(unseen).toEqual([]);
  });

  it.each([
    [
      'a history that ends before it was said',
      { entries: evidence.entries.slice(0, 1) },
      'message null: history-too-short',
    ],
    ['no receipts but of another message', { receipts: [resigned({ of: '0'.repeat(64) })] }, 'receipt 1: of-another'],
    ['a receipt from somebody else', { receipts: [resigned({ from: 'odense' }, 'odense')] }, 'receipt 1: of-another'],
    ['booked twice', { receipts: [resigned({}), resigned({})] }, 'receipt 2: contradicts'],
    ['a refusal without a reason', { receipts: [resigned({ says: 'refused' })] }, 'receipt 1: contradicts'],
    [
      'the log of who is no party',
      { sealed: { ...evidence.sealed!, seals: [ofOdense()] } },
      'inclusion null: not-in-log',
    ],
    [
      'a place in the log of what has no last word',
      { receipts: [evidence.receipts[0]!] },
      'inclusion null: not-in-log',
    ],
    ["a cosignature by the log's owner", { sealed: twice() }, 'seal 4: contradicts'],
    ["the receiver's word with a foreign key", { receipts: [resigned({}, 'odense')] }, 'receipt 1: forged'],
    ['a message signed after the end of its key', { message: late() }, 'message null: key-ended'],
  ])('does not take %s', (_, other, fault) => expect(faultsIn({ ...evidence, ...other })).toContain(fault));

  it('counts who cosigned among those who were active then', () => {
    const { seals } = evidence.sealed!;
    const by = (count: number) =>
      proofFor({ ...evidence, sealed: { ...evidence.sealed!, seals: seals.slice(0, count) } });
    expect([by(2), by(3)].map(({ sealed }) => [sealed?.cosigned.length, sealed?.isByMost])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('says that a key was lost since', () => {
    book.say({ what: 'replace-key', ...keyOf('aarhus', 'aarhus/2') }, ['aarhus/2', 'herning', 'odense'], 'aarhus/2');
    expect(proofFor({ ...evidence, entries: book.entries }).isKeyLost).toBe(true);
  });

  function resigned(other: Partial<Receipt>, by = 'herning'): Receipt {
    const { signature: _, ...body } = { ...evidence.receipts.at(-1)!, ...other };
    return sign(body, keys.signer(by));
  }
  function ofOdense(): Seal {
    const { signature: _, ...body } = evidence.sealed!.seals[0]!;
    return sign({ ...body, by: 'odense', head: { ...body.head, of: 'odense' } }, keys.signer('odense'));
  }
  function twice(): Evidence['sealed'] {
    const { sealed } = evidence;
    return { ...sealed!, seals: [...sealed!.seals, sealed!.seals[0]!] };
  }
  function late(): Message {
    const { signature: _, ...body } = { ...evidence.message, at: at(24 * 366) };
    return sign(body, keys.signer('aarhus'));
  }
});
