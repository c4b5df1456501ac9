import { sum } from '@ringvirkning/kernel';
import { paymentDueClaimed, type PaymentDueClaimed } from '@ringvirkning/partnership-api';
import { EVIDENCE_FORMAT, evidenceSchema, proofOf, verifier, type Evidence } from '@ringvirkning/partnership-domain';
import { frozenTerms } from '@ringvirkning/terms';
import type { Evaluation, Line } from '@ringvirkning/terms-language';
import { EVIDENCE_FAULT_WORDS } from '../evidence/text.js';
import { readDocument } from '../read-document.js';
import { Refused } from '../refused.js';
import { differences, type Difference } from '../report/compare.js';
import type { Recomputation } from './recompute.js';

/** What a partner was asked to pay, beside what the run comes to for it. */
export interface ClaimCheck {
  readonly from: string;
  readonly to: string;
  readonly number: number;
  /** Empty when the claim is what the run comes to. In the order in which one would look: whose run, its terms and facts, payments, lines. */
  readonly differences: readonly Difference[];
  /** Lines that count others' citizens: they say what outsiders may know, and are not compared one by one. */
  readonly told: number;
}

/** Proves a claim by its evidence, and compares it with its run. @throws Refused when the evidence does not hold, or is of something else than a claim */
export function checkClaim(file: string, text: string, run: Recomputation): ClaimCheck {
  const { message } = proven(file, text);
  const claim = paymentDueClaimed.content.safeParse(message.content);
  if (message.type !== paymentDueClaimed.name || !claim.success) throw noClaim(file);
  return {
    from: message.from,
    to: message.to,
    number: claim.data.number,
    ...compareClaim(message.to, claim.data, run),
  };
}

/**
 * Compares what was claimed of a member with the run: payments per payer, payee and budget year, and lines per outcome, follow-up and budget year as far as
 * they count the payer's own citizens alone. Others are told as outsiders are, perhaps in one line with more; all lines of a year add up to its payments.
 */
export function compareClaim(
  member: string,
  claim: PaymentDueClaimed,
  { bundle, evaluation }: Recomputation,
): Pick<ClaimCheck, 'differences' | 'told'> {
  const { parties } = frozenTerms(bundle.terms);
  const payers = new Set(parties.filter(({ organisation }) => organisation === member).map(({ id }) => id));
  const lines = linesOf(evaluation, payers);
  const due = evaluation.payments
    .filter(({ payer }) => payers.has(payer))
    .map(({ year: budgetYear, amount, ...between }) => ({ ...between, budgetYear, payable: amount }));
  const before = sum(claim.payments.map((each) => BigInt(each.before)));
  const stated = {
    ...of(claim, claim),
    payments: payable(claim.payments),
    amount: claim.amount,
    lines: ownOf(claim, lines),
    linesAddUp: payable(claim.lines.map((line) => ({ ...line, payee: '' }))),
  };
  const computed = {
    ...of(bundle, evaluation),
    payments: payable(due),
    amount: String(sum(due.map((each) => each.payable)) - before),
    lines: Object.fromEntries(
      [...lines].flatMap(([key, { own, isOwn }]) => (isOwn && own !== 0n ? [[key, String(own)]] : [])),
    ),
    linesAddUp: payable(due.map((each) => ({ ...each, payee: '' }))),
  };
  return {
    differences: differences(stated, computed),
    told: claim.lines.length - Object.keys(stated.lines).length,
  };
}

function proven(file: string, text: string): Evidence {
  const evidence = readDocument(file, text, { name: 'evidence', format: EVIDENCE_FORMAT, schema: evidenceSchema });
  const { faults } = proofOf(evidence, verifier());
  if (faults.length === 0) return evidence;
  throw new Refused(
    file,
    faults.map(({ where, fault }) => ({ code: `evidence.${fault}`, path: where, ...EVIDENCE_FAULT_WORDS[fault] })),
  );
}

const noClaim = (file: string): Refused =>
  new Refused(file, [
    {
      code: 'evidence.no-claim',
      path: 'message.type',
      da: `Beviset er ikke af et betalingskrav (${paymentDueClaimed.name}).`,
      en: `The evidence is not of a payment claim (${paymentDueClaimed.name}).`,
    },
  ]);

type Named = Pick<PaymentDueClaimed, 'contractId' | 'runId' | 'cutOff' | 'currency'>;
/** Which run, and what it was computed from. */
const of = (
  { contractId, runId, cutOff, currency }: Named,
  { termsDigest, factsDigest }: Pick<Evaluation, 'termsDigest' | 'factsDigest'>,
) => ({ contractId, runId, cutOff, termsDigest, factsDigest, currency });

type Due = {
  readonly payer: string;
  readonly payee: string;
  readonly budgetYear: number;
  readonly payable: bigint | string;
};
/** Per payer, payee and year; without what is nothing. */
function payable(all: readonly Due[]): Record<string, string> {
  const totals = Map.groupBy(all, ({ payer, payee, budgetYear }) => `${payer}${payee && ` → ${payee}`} ${budgetYear}`);
  return Object.fromEntries(
    [...totals]
      .map(([key, same]) => [key, sum(same.map((each) => BigInt(each.payable)))] as const)
      .flatMap(([key, amount]) => (amount === 0n ? [] : [[key, String(amount)]])),
  );
}

interface OwnLine {
  /** What falls to the payer for its own citizens. */
  readonly own: bigint;
  /** Whether nobody else is in it. */
  readonly isOwn: boolean;
}

const keyOf = (payer: string, outcome: string, followUp: string | null | undefined, year: number): string =>
  `${payer}: ${[outcome, followUp].filter(Boolean).join(', ')} ${year}`;

function linesOf({ lines }: Evaluation, payers: ReadonlySet<string>): Map<string, OwnLine> {
  const parts = lines.flatMap((line) =>
    line.payers
      .filter(({ party }) => payers.has(party))
      .map(({ party, amount }) => ({ line, party, amount, key: keyOf(party, line.outcome, line.followUp, line.year) })),
  );
  const isOf = (party: string, line: Line): boolean => line.payer === party;
  return new Map(
    [...Map.groupBy(parts, ({ key }) => key)].map(([key, same]) => [
      key,
      {
        own: sum(same.filter(({ party, line }) => isOf(party, line)).map(({ amount }) => amount)),
        isOwn: same.every(({ party, line }) => isOf(party, line)),
      },
    ]),
  );
}

/** The lines of the claim that count the payer's own citizens alone, or that the run does not have at all. */
const ownOf = ({ lines }: PaymentDueClaimed, known: ReadonlyMap<string, OwnLine>): Record<string, string> =>
  Object.fromEntries(
    lines.flatMap(({ payer, outcome, followUp, budgetYear, payable: amount }) => {
      if (outcome === null) return [];
      const key = keyOf(payer, outcome, followUp, budgetYear);
      return known.get(key)?.isOwn === false ? [] : [[key, amount]];
    }),
  );
