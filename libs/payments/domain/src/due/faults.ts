import { minorUnits, sum } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import { betweenKey, type DueClaim } from './claim.js';

/** Why a claim cannot be paid, whoever looks at it. */
export const DUE_FAULTS = [
  'does-not-add-up',
  'out-of-range',
  'not-from-the-home',
  'other-terms',
  'not-our-part',
  'beyond-cap',
  'other-figures-before',
  'does-not-follow',
] as const;
export type DueFault = (typeof DUE_FAULTS)[number];

/** A contract that a partner leads, as payments knows it. */
export interface JointTerms {
  /** The member that leads it. */
  readonly home: string;
  /** Digests of the versions that were in force. */
  readonly digests: ReadonlySet<string>;
  /** What holds of it, oldest first: a contract that was amended is paid by each of its versions for their time. */
  readonly terms: readonly TermsOfDue[];
}
type TermsOfDue = Pick<Terms, 'parties' | 'payers' | 'caps' | 'currency'>;

export interface KnownToPartner {
  readonly from: string;
  /** The organisation of this instance. */
  readonly own: string;
  /** Undefined while it is not known here. */
  readonly contract: JointTerms | undefined;
  /** Claims of the same contract and member that were not refused. */
  readonly others: readonly DueClaim[];
  /** Numbers of those that were. */
  readonly refused: ReadonlySet<number>;
}

/** Far below what the ledger holds, and beyond what any municipality has. */
const LARGEST = 10n ** 15n;

/** The first rule that a claim breaks. */
export function faultOf(claim: DueClaim, known: KnownToPartner): DueFault | undefined {
  const rules: readonly (readonly [DueFault, boolean])[] = [
    ['out-of-range', isInRange(claim)],
    ['does-not-add-up', addsUp(claim)],
    [
      'other-figures-before',
      known.others.every((other) => other.runId !== claim.runId && other.number !== claim.number),
    ],
    ['does-not-follow', follows(claim, known)],
    ...ofContract(claim, known),
  ];
  return rules.find(([, holds]) => !holds)?.[0];
}

const figures = ({ payments, lines }: DueClaim): bigint[] => [
  ...payments.flatMap(({ payable, before }) => [payable, before]),
  ...lines.map(({ payable }) => (payable < 0n ? -payable : payable)),
];
const isInRange = (claim: DueClaim): boolean => figures(claim).every((amount) => amount >= 0n && amount <= LARGEST);

/** Payments add up to the amount, and the lines of a payer and budget year to its payments; nothing is named twice. */
function addsUp({ amount, payments, lines }: DueClaim): boolean {
  const years = new Map<string, bigint>();
  const add = (of: { readonly payer: string; readonly budgetYear: number }, by: bigint): void => {
    const key = `${of.budgetYear} ${of.payer}`;
    years.set(key, (years.get(key) ?? 0n) + by);
  };
  for (const payment of payments) add(payment, payment.payable);
  for (const line of lines) add(line, -line.payable);
  return (
    amount === sum(payments.map(({ payable, before }) => payable - before)) &&
    [...years.values()].every((left) => left === 0n) &&
    new Set(payments.map(betweenKey)).size === payments.length
  );
}

/** It goes on from the claim it names, where that is here, and no other claim does. */
function follows(claim: DueClaim, { others, refused }: KnownToPartner): boolean {
  const { number, after } = claim;
  if (others.some((other) => other.after === after)) return false;
  if (after === null) return true;
  if (after >= number || refused.has(after)) return false;
  const previous = others.find((other) => other.number === after);
  if (!previous) return true;
  const said = (payments: DueClaim['payments'], of: 'payable' | 'before'): string =>
    payments
      .filter((payment) => payment[of] !== 0n)
      .map((payment) => `${betweenKey(payment)} ${payment[of]}`)
      .sort()
      .join();
  return claim.cutOff >= previous.cutOff && said(claim.payments, 'before') === said(previous.payments, 'payable');
}

function ofContract(claim: DueClaim, { from, own, contract }: KnownToPartner): [DueFault, boolean][] {
  if (!contract) return [];
  const { home, digests, terms } = contract;
  const newest = terms.at(-1)!;
  const parties = new Map(newest.parties.map((party) => [party.id, party]));
  const isOurs = ({ payer, payee }: DueClaim['payments'][number]): boolean =>
    parties.get(payer)?.organisation === own && parties.has(payee);
  const ofHome: [DueFault, boolean][] = [
    ['not-from-the-home', home === from],
    ['other-terms', claim.currency === newest.currency],
  ];
  // An amendment may be on its way: what it says of parties and caps is not known yet, and nothing is paid by it before it is.
  if (!digests.has(claim.termsDigest)) return ofHome;
  return [...ofHome, ['not-our-part', claim.payments.every(isOurs)], ['beyond-cap', isWithinCaps(claim, terms)]];
}

/**
 * What a payer may come to at most by its caps in the split, over the years and in one of them; and the contract as a whole. Of several versions the widest
 * counts: what was paid by an earlier one stays paid, whatever the caps of a later one are.
 */
function isWithinCaps({ payments }: DueClaim, versions: readonly TermsOfDue[]): boolean {
  const payable = (of: (payment: DueClaim['payments'][number]) => boolean): bigint =>
    sum(payments.filter(of).map((payment) => payment.payable));
  const within = (amount: bigint, limitsIn: (terms: TermsOfDue) => readonly (string | undefined)[]): boolean =>
    versions.some((terms) => {
      const limits = limitsIn(terms);
      return (
        limits.length === 0 ||
        limits.includes(undefined) ||
        amount <= sum(limits.map((limit) => minorUnits(limit!, terms.currency)))
      );
    });
  const years = [...new Set(payments.map(({ budgetYear }) => budgetYear))];
  return (
    versions.some((terms) =>
      isWithinContract(
        payable(() => true),
        terms,
      ),
    ) &&
    [...new Set(payments.map(({ payer }) => payer))].every((payer) => {
      const parts = ({ payers }: TermsOfDue) =>
        payers.parts.filter(({ party }) => party === payer || party === 'of-participant');
      return (
        within(
          payable((payment) => payment.payer === payer),
          (terms) => parts(terms).map(({ cap }) => cap),
        ) &&
        years.every((year) =>
          within(
            payable((payment) => payment.payer === payer && payment.budgetYear === year),
            (terms) => parts(terms).map(({ yearCaps }) => yearCaps.find((cap) => cap.year === year)?.max),
          ),
        )
      );
    })
  );
}

const isWithinContract = (amount: bigint, { caps, currency }: TermsOfDue): boolean =>
  caps.every(
    (cap) =>
      cap.step !== 'contract' || cap.outcomes || cap.groups || cap.cohorts || amount <= minorUnits(cap.max, currency),
  );
