import { addDays, type Sentence } from '@ringvirkning/kernel';
import type { AmendmentKind, Terms } from '@ringvirkning/terms-language';
import { problem, type Problem, unless } from '../parse/problem.js';

type Party = Terms['parties'][number];

/** What each kind of amendment must do, and no other may: the kind is what people read first. */
export function kindFaults(before: Terms, after: Terms): Problem[] {
  return [
    ...lengthFaults(before, after),
    ...endFaults(after),
    ...partyFaults(before, after),
    ...newSupplierFaults(before, after),
  ];
}

function lengthFaults(before: Terms, { period, amends }: Terms): Problem[] {
  const { kind, from } = amends!;
  const [old, fresh] = [before.period.to, period.to];
  if (kind === 'extension')
    return unless(
      fresh > old,
      ['period', 'to'],
      'extension-not-later',
      `Kontrakten løber til ${old}. En forlængelse skal slutte senere.`,
      `The contract runs to ${old}. An extension must end later.`,
    );
  if (kind === 'early-end') {
    const first = addDays(from, -1);
    return unless(
      fresh < old && fresh >= first,
      ['period', 'to'],
      'early-end-not-earlier',
      `Sidste dag skal ligge før ${old} og tidligst være ${first}, dagen før ændringen gælder.`,
      `The last day must be before ${old} and on ${first} at the earliest, the day before the amendment holds.`,
    );
  }
  return unless(
    fresh === old,
    ['period', 'to'],
    'amends-length',
    `Sidste dag er ${old}. Skriv kind: extension for at forlænge, early-end for at slutte før tid.`,
    `The last day is ${old}. Write kind: extension to prolong, early-end to end early.`,
  );
}

const endFaults = ({ amends }: Terms): Problem[] =>
  unless(
    (amends!.kind === 'early-end') === (amends!.end !== undefined),
    ['amends', 'end'],
    'early-end-reason',
    'Skriv end (hvorfor, og hvad der sker med deltagerne) når kontrakten slutter før tid, og kun da.',
    'Write end (why, and what happens to the participants) when the contract ends early, and only then.',
  );

/** Which role passes to another organisation. */
const PASSING: Partial<Record<AmendmentKind, { readonly has: (party: Party) => boolean; readonly words: Sentence }>> = {
  transfer: {
    has: ({ roles }) => roles.includes('supplier'),
    words: { da: 'leverandør (supplier)', en: 'supplier' },
  },
  succession: {
    has: ({ roles }) => roles.includes('authority') || roles.includes('payer'),
    words: { da: 'myndighed eller betaler (authority, payer)', en: 'authority or payer' },
  },
};

function partyFaults(before: Terms, after: Terms): Problem[] {
  const passing = PASSING[after.amends!.kind];
  const known = new Set(before.parties.map(({ id }) => id));
  if (passing === undefined || after.parties.some((party) => !known.has(party.id) && passing.has(party))) return [];
  return [
    problem(
      ['parties'],
      'nobody-succeeds',
      `Ingen ny part er ${passing.words.da}. Tilføj den, der overtager, med et nyt id.`,
      `No new party is ${passing.words.en}. Add who takes over, with an id of its own.`,
    ),
  ];
}

/** Who does the work is never another by the way: people read the kind first, and it says so. */
function newSupplierFaults(before: Terms, { parties, amends }: Terms): Problem[] {
  if (amends!.kind === 'transfer') return [];
  const former = new Set(before.parties.filter(isSupplier).map(({ id }) => id));
  return parties.flatMap((party, i) =>
    unless(
      !isSupplier(party) || former.has(party.id),
      ['parties', i, 'roles'],
      'amends-supplier',
      `${party.id} er ny leverandør. Skriv kind: transfer.`,
      `${party.id} is a new supplier. Write kind: transfer.`,
    ),
  );
}

const isSupplier = ({ roles }: Party): boolean => roles.includes('supplier');
