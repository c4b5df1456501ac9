import type { Silo } from '@ringvirkning/benefits-domain';
import { sum, yearOf, type LocalDate } from '@ringvirkning/kernel';
import type { LedgerLine, NewEntry } from '@ringvirkning/ledger';
import { isElsewhere, partyOf, siloOf, type Contract } from './contract.js';

/**
 * Accounts of the benefits ledger; debit is positive. A gain is debited to the purse that keeps it and credited to the intervention (`effect`);
 * what is gained by citizens of a partner is `gain-elsewhere`, as the partner books it (ADR 76);
 * a payment is debited to who pays and credited to who receives; capital that is drawn is debited to who invests and credited to the intervention (`capital`); what a final settlement moves is debited to who gives
 * and credited to who gets, under `settlement-elsewhere` for the purses of the other municipality, which books them (ADR 89).
 */
export const ACCOUNTS = {
  gain: 'gain',
  gainElsewhere: 'gain-elsewhere',
  effect: 'effect',
  paid: 'payment-made',
  received: 'payment-received',
  invested: 'investment',
  capital: 'capital',
  settlementGiven: 'settlement-given',
  settlementReceived: 'settlement-received',
  settlementElsewhere: 'settlement-elsewhere',
} as const;

/** An entry with the purses it names, so that their names can be kept. */
export interface Booking {
  readonly entry: NewEntry;
  readonly silos: readonly Silo[];
}

export const purse = (silo: Silo) => ({
  silo: silo.key,
  treasury: silo.treasury,
  ...(silo.department === null ? {} : { department: silo.department }),
});

/** A part of the capital that a party committed, and the day it is drawn; minor units. */
export interface Commitment {
  readonly party: string;
  readonly on: LocalDate;
  readonly amount: bigint;
}

/** The entry of a day's draws; without a day that of a version booked before capital was drawn day by day. */
export const capitalKey = (contractId: string, version: number, on?: LocalDate): string =>
  ['capital', contractId, version, ...(on === undefined ? [] : [on])].join(':');

/** With the purses, those of commitments whose purses are kept here. */
export const placedHere = (contract: Contract, commitments: readonly Commitment[]) =>
  commitments
    .filter(({ party, amount }) => amount !== 0n && !isElsewhere(contract, partyOf(contract, party)))
    .map((commitment) => ({ ...commitment, silo: siloOf(contract, commitment.party) }));

/**
 * What is drawn on one day of the capital committed to a version of the contract, by those whose purses are kept here; null when that is nothing.
 * Guarantees are not capital: they are called, if ever, by a later fact.
 */
export function bookDraw(contract: Contract, on: LocalDate, commitments: readonly Commitment[]): Booking | null {
  const placed = placedHere(contract, commitments).filter((commitment) => commitment.on === on);
  if (placed.length === 0) return null;
  const lines: LedgerLine[] = placed.map(({ silo, party, amount }) => ({
    account: ACCOUNTS.invested,
    amount,
    currency: contract.currency,
    party,
    ...purse(silo),
    budgetYear: yearOf(on),
  }));
  const total = sum(placed.map(({ amount }) => amount));
  const entry: NewEntry = {
    key: capitalKey(contract.contractId, contract.version, on),
    kind: 'capital',
    contractId: contract.contractId,
    effectiveOn: on,
    source: contract.ref,
    lines: [...lines, { account: ACCOUNTS.capital, amount: -total, currency: contract.currency }],
  };
  return { entry, silos: placed.map(({ silo }) => silo) };
}

export interface PaymentRun {
  readonly runId: string;
  readonly contractId: string;
  readonly cutOff: LocalDate;
  readonly budgetYear: number;
  readonly payments: readonly {
    readonly payer: string;
    readonly payee: string;
    readonly amount: string;
    readonly budgetYear?: number | undefined;
  }[];
}

/**
 * An authorised payment run, or what was due to another and is authorised: what each payer paid and each payee received, per budget year. Who pays from
 * an instance of its own books it there, when it is authorised there. Null when nothing moved.
 */
export function bookPayments(contract: Contract, run: PaymentRun): Booking | null {
  const moved = run.payments.filter(
    ({ payer, amount }) => BigInt(amount) !== 0n && !isElsewhere(contract, partyOf(contract, payer)),
  );
  if (moved.length === 0) return null;
  const silos: Silo[] = [];
  const lines = moved.flatMap((payment): LedgerLine[] => {
    const [payer, payee] = [siloOf(contract, payment.payer), siloOf(contract, payment.payee)];
    silos.push(payer, payee);
    const amount = BigInt(payment.amount);
    const common = { currency: contract.currency, budgetYear: payment.budgetYear ?? run.budgetYear };
    return [
      { account: ACCOUNTS.paid, amount, ...common, ...purse(payer), party: payment.payer, counterparty: payment.payee },
      {
        account: ACCOUNTS.received,
        amount: -amount,
        ...common,
        ...purse(payee),
        party: payment.payee,
        counterparty: payment.payer,
      },
    ];
  });
  const entry: NewEntry = {
    key: `payment:${run.runId}`,
    kind: 'payment',
    contractId: contract.contractId,
    effectiveOn: run.cutOff,
    source: run.runId,
    lines,
  };
  return { entry, silos };
}
