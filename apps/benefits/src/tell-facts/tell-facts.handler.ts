import { Inject, Injectable } from '@nestjs/common';
import type { OutcomeFacts, TellFacts } from '@ringvirkning/benefits-api';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, fail, type Clock } from '@ringvirkning/kernel';
import { Database, type Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { FactStore, type ToldFacts } from '../persistence/fact.store.js';
import { ValueOutcomesHandler } from '../value-outcomes/value-outcomes.handler.js';
import { unknownOutcome } from './unknown-outcome.js';

const toldMeanwhile = () =>
  fail.conflict(
    'benefits.facts-changed',
    'En kollega har oplyst noget andet om personen imens.',
    'A colleague has told something else of the person meanwhile.',
    {
      whatToDo: {
        da: 'Læs siden igen, og se, hvad der står nu, før du gemmer.',
        en: 'Read the page again and see what stands now before you save.',
      },
    },
  );

@Injectable()
export class TellFactsHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly facts: FactStore,
    private readonly valuation: ValueOutcomesHandler,
    private readonly accessLog: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What is known of the person behind an outcome takes the place of what the model assumes, and of what was told before: the outcome is valued anew.
   * That somebody told of a person is logged as a look at them.
   * @throws DomainError `benefits.unknown-contract`, `benefits.unknown-outcome`; `benefits.facts-changed` when something else was told since the caller looked.
   */
  execute(contractId: string, claimId: string, { seen, ...body }: TellFacts, person: Person): Promise<OutcomeFacts> {
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      await this.contracts.get(tx, contractId);
      const found = await this.facts.of(tx, contractId, claimId);
      if (!found) throw unknownOutcome();
      if (seen !== undefined && seen !== found.number) throw toldMeanwhile();
      const { participantId } = found;
      await this.accessLog.record(tx, person, 'facts of a person', { contractId, participantIds: [participantId] });
      await this.keep(tx, { contractId, claimId, by: person.subject }, body);
      await this.valuation.execute(tx, contractId);
      return { claimId, ...body };
    });
  }

  private keep(
    tx: Tx,
    of: Pick<ToldFacts, 'contractId' | 'claimId' | 'by'>,
    { facts, followUps }: Pick<TellFacts, 'facts' | 'followUps'>,
  ): Promise<void> {
    const told = { known: byProvision(facts), told: followUps && byFollowUp(followUps) };
    return this.facts.tell(tx, { ...of, ...told, at: this.clock.now() });
  }
}

/** With the source, for the record; what counts is the answer. */
const byFollowUp = (followUps: NonNullable<TellFacts['followUps']>): ToldFacts['told'] =>
  Object.fromEntries(followUps.map(({ followUp, lasts, source }) => [followUp, { lasts, source }]));

const byProvision = (facts: TellFacts['facts']): ToldFacts['known'] => {
  const known: Record<string, Record<string, { value: string; source: string }>> = {};
  for (const { provision, need, value, source } of facts) (known[provision] ??= {})[need] = { value, source };
  return known;
};
