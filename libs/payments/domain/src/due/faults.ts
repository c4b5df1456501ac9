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
  readonly terms: Pick<Terms, 'parties' | 'payers' | 'caps' | 'currency'>;
}

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
  const parties = new Map(terms.parties.map((party) => [party.id, party]));
  const isOurs = ({ payer, payee }: DueClaim['payments'][number]): boolean =>
    parties.get(payer)?.organisation === own && parties.has(payee);
  return [
    ['not-from-the-home', home === from],
    ['other-terms', digests.has(claim.termsDigest) && claim.currency === terms.currency],
    ['not-our-part', claim.payments.every(isOurs)],
    ['beyond-cap', isWithinCaps(claim, terms)],
  ];
}

/** What a payer may come to at most by its caps in the split, over the years and in one of them; and the contract as a whole. */
function isWithinCaps({ payments }: DueClaim, { payers, caps, currency }: JointTerms['terms']): boolean {
  const payable = (of: (payment: DueClaim['payments'][number]) => boolean): bigint =>
    sum(payments.filter(of).map((payment) => payment.payable));
  const within = (amount: bigint, limits: readonly (string | undefined)[]): boolean =>
    limits.length === 0 ||
    limits.includes(undefined) ||
    amount <= sum(limits.map((limit) => minorUnits(limit!, currency)));
  const contractCaps = caps.flatMap((cap) =>
    cap.step === 'contract' && !cap.outcomes && !cap.groups && !cap.cohorts ? [cap.max] : [],
  );
  return (
    contractCaps.every((max) =>
      within(
        payable(() => true),
        [max],
      ),
    ) &&
    [...new Set(payments.map(({ payer }) => payer))].every((payer) => {
      const parts = payers.parts.filter(({ party }) => party === payer || party === 'of-participant');
      const years = [...new Set(payments.map(({ budgetYear }) => budgetYear))];
      return (
        within(
          payable((payment) => payment.payer === payer),
          parts.map(({ cap }) => cap),
        ) &&
        years.every((year) =>
          within(
            payable((payment) => payment.payer === payer && payment.budgetYear === year),
            parts.map(({ yearCaps }) => yearCaps.find((cap) => cap.year === year)?.max),
          ),
        )
      );
    })
  );
}
