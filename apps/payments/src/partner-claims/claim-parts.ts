import { Inject, Injectable } from '@nestjs/common';
import { digestOf, IDS, parseMinor, sum, type Ids } from '@ringvirkning/kernel';
import { Outbox } from '@ringvirkning/outbox';
import { paymentDueClaimed, type PaymentDueClaimed } from '@ringvirkning/partnership-api';
import { PaymentsMessagesQueuedV1 } from '@ringvirkning/payments-api';
import { amountsOf, linesOf, partOf, type DuePayment, type RunLine } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { digestAt, type Contract } from '../persistence/contract.store.js';
import { PartnerClaimStore } from '../persistence/partner-claim.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import type { Publication, RunLine as ResultLine } from '../publishing/publications.js';
import { isAnswered, lastStanding } from './standing.js';

/** With an authorised run each partner is told its own part of it. */
@Injectable()
export class ClaimParts {
  constructor(
    private readonly outbox: Outbox,
    private readonly claims: PartnerClaimStore,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async claim(tx: Tx, stored: StoredRun, contract: Contract, publication: Publication): Promise<void> {
    for (const member of contract.partners) {
      const content = await this.partOf(tx, member, stored, contract, publication);
      if (!content) continue;
      const claimId = this.ids.next();
      await this.claims.add(tx, { claimId, member, digest: digestOf(content), content });
      const message = { id: claimId, type: paymentDueClaimed.name, content };
      await this.outbox.add(tx, PaymentsMessagesQueuedV1, { key: member, data: { to: member, messages: [message] } });
    }
  }

  /** Undefined when nothing has changed since the last claim, and it was answered so that both books agree. */
  private async partOf(
    tx: Tx,
    member: string,
    { run, factsDigest, result }: StoredRun,
    contract: Contract,
    publication: Publication,
  ): Promise<PaymentDueClaimed | undefined> {
    const { contractId, ref, currency, terms } = contract;
    const payers = new Set(terms.parties.filter(({ organisation }) => organisation === member).map(({ id }) => id));
    const claims = await this.claims.ofContract(tx, contractId, member);
    const last = lastStanding(claims);
    const said = last ? amountsOf(last.payments, 'payable') : claims[0] && amountsOf(claims[0].payments, 'before');
    const payments = partOf(run.settlements, payers, said);
    const isNew =
      payments.some(({ payable, before }) => payable !== before) ||
      (last && isAnswered(last, 'objected', 'answer-refused'));
    if (!isNew || payments.length === 0) return undefined;
    const lines = linesOf(payments, runLines(publication, new Set(result.lines.map(({ id }) => id))));
    return {
      ...{ contractId, reference: ref, termsDigest: digestAt(contract, run.cutOff), runId: run.runId, number: run.no },
      ...{ after: last?.number ?? null, cutOff: run.cutOff, factsDigest, currency },
      amount: amountOf(payments).toString(),
      payments: payments.map(({ payable, before, ...between }) => ({
        ...between,
        ...{ payable: payable.toString(), before: before.toString() },
      })),
      lines: lines.map(({ payable, ...line }) => ({ ...line, payable: payable.toString() })),
    };
  }
}

const amountOf = (payments: readonly DuePayment[]): bigint =>
  sum(payments.map(({ payable, before }) => payable - before));

/** Lines of the run, and those it no longer has but outsiders still see, with what outsiders see of each. */
const runLines = ({ lines }: Publication, inRun: ReadonlySet<string>): RunLine[] =>
  lines.map(({ names, shown }) => ({
    outcome: names.outcome,
    followUp: names.followUp ?? null,
    year: names.year,
    payer: names.payer,
    now: inRun.has(names.id) ? paidBy(names) : [],
    told: shown?.afterCaps ? paidBy(shown.line) : undefined,
  }));

const paidBy = ({ payers }: ResultLine): RunLine['now'] =>
  payers.map(({ party, amount }) => ({ party, amount: parseMinor(amount) }));
