import { Inject, Injectable } from '@nestjs/common';
import type { LoadPlan } from '@ringvirkning/benefits-api';
import { readPlan, type PlanTable } from '@ringvirkning/benefits-domain';
import { CLOCK, fail, type Clock } from '@ringvirkning/kernel';
import { Database, requestContext } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { PlanStore } from '../persistence/plan.store.js';
import { planRows } from './plan-rows.js';

@Injectable()
export class LoadPlanHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly plans: PlanStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Keeps a filled SØM result table as the contract's plan, beside the earlier ones.
   * @throws DomainError `benefits.unknown-contract`, `benefits.plan-currency`; `benefits.invalid-plan` with every fault and its cell
   */
  async execute(contractId: string, sent: LoadPlan): Promise<void> {
    const { currency } = await this.db.read((tx) => this.contracts.get(tx, contractId));
    if (currency !== 'DKK') throw inKroner();
    const plan = read(await planRows(sent), sent.version);
    await this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      const { subject, name = subject } = requestContext.get().actor as { subject: string; name?: string };
      await this.plans.add(tx, contractId, plan, { subject, name }, this.clock.now());
    });
  }
}

function read(rows: Parameters<typeof readPlan>[0], version: string): PlanTable {
  const result = readPlan(rows, version);
  if (result.ok) return result.plan;
  throw fail.invalid('benefits.invalid-plan', 'Tabellen har fejl.', 'The table has errors.', { errors: result.errors });
}

const inKroner = () =>
  fail.rule(
    'benefits.plan-currency',
    'En SØM-tabel er i kroner, og det er kontrakten ikke.',
    'A SØM table is in kroner, and the contract is not.',
  );
