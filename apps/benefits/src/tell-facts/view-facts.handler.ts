import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import type { FactsOfOutcome } from '@ringvirkning/benefits-api';
import { asksOf, followUpsOf, type ValuationModel } from '@ringvirkning/benefits-domain';
import { Database } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { FactStore, type OutcomeWithFact } from '../persistence/fact.store.js';
import { ModelStore } from '../persistence/model.store.js';
import { unknownOutcome } from './unknown-outcome.js';

type Told = Pick<FactsOfOutcome, 'facts' | 'followUps'>;
type Source = FactsOfOutcome['facts'][number]['source'];

/** What is known of the person behind an outcome beside what the law asks. */
@Injectable()
export class ViewFactsHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly models: ModelStore,
    private readonly facts: FactStore,
    private readonly accessLog: AccessLog,
  ) {}

  /**
   * The look is logged, in the transaction that reads.
   * @throws DomainError `benefits.unknown-contract`, `benefits.unknown-outcome`.
   */
  execute(contractId: string, claimId: string, person: Person): Promise<FactsOfOutcome> {
    return this.db.transaction(async (tx) => {
      const contract = await this.contracts.get(tx, contractId);
      const found = await this.facts.of(tx, contractId, claimId);
      if (!found) throw unknownOutcome();
      const { participantId, outcome, on } = found;
      await this.accessLog.record(tx, person, 'facts of a person', { contractId, participantIds: [participantId] });
      const of = { claimId, participantId, outcome, on, model: contract.model, number: found.number };
      const model = contract.model === null ? undefined : (await this.models.get(tx, contract.model)).document;
      return { ...of, ...toldIn(found), ...(model ? asked(model, found) : NOTHING) };
    });
  }
}

const NOTHING = { asks: [], confirmedBy: [] };

/** A claim at a follow-up that confirms an earlier outcome brings nothing by itself: then nothing is asked. */
function asked(model: ValuationModel, found: OutcomeWithFact): Pick<FactsOfOutcome, 'asks' | 'confirmedBy'> {
  const followUps = followUpsOf(model, found.outcome);
  if (found.followUp && followUps.has(found.followUp)) return NOTHING;
  const confirmedBy = [...followUps].map((followUp) => ({ followUp, state: stateOf(followUp, found) }));
  return { asks: asksOf(model, found), confirmedBy };
}

/** What is verified stands above what is told, and that above what nobody found out. */
function stateOf(
  followUp: string,
  { followed, told, ended }: OutcomeWithFact,
): FactsOfOutcome['confirmedBy'][number]['state'] {
  if (followed.includes(followUp)) return 'reached';
  if (Object.hasOwn(told, followUp)) return 'told-not-lasting';
  if (!Object.hasOwn(ended, followUp)) return 'awaited';
  return ended[followUp] === false ? 'not-lasting' : 'nobody-found-out';
}

const toldIn = ({ known, told }: OutcomeWithFact): Told => ({
  facts: Object.entries(known).flatMap(([provision, needs]) =>
    Object.entries(needs).map(([need, { value, source }]) => ({
      ...{ provision, value, source: source as Source },
      need: need as FactsOfOutcome['facts'][number]['need'],
    })),
  ),
  followUps: Object.entries(told).map(([followUp, { source }]) => ({
    ...{ followUp, lasts: false, source: source as Source },
  })),
});
