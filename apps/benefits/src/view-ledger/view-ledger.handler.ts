import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import type { BenefitLedgerBalances, BenefitLedgerPage } from '@ringvirkning/benefits-api';
import { fail } from '@ringvirkning/kernel';
import { Ledger, type Balance, type LedgerLine } from '@ringvirkning/ledger';
import { Database, requestContext } from '@ringvirkning/persistence';
import { withholdsFrom } from '../overview/reader.js';
import { OutcomeStore } from '../persistence/outcome.store.js';

type Line = BenefitLedgerPage['items'][number]['lines'][number];

const GROUP = ['account', 'silo', 'budgetYear', 'outcome', 'consequence', 'cashable', 'basis', 'steeringArea'] as const;

const presentLine = (line: LedgerLine | Balance): Line => ({
  account: line.account!,
  amount: line.amount.toString(),
  currency: line.currency,
  silo: line.silo ?? null,
  budgetYear: line.budgetYear ?? null,
  outcome: line.outcome ?? null,
  consequence: line.consequence ?? null,
  cashable: line.cashable ?? null,
  basis: line.basis ?? null,
  steeringArea: (line.steeringArea ?? null) as Line['steeringArea'],
});

/** An entry is about one person's outcome, so the books themselves are for the authority; others get the overview. */
function refuseOutsiders(): void {
  if (!withholdsFrom(requestContext.get().actor)) return;
  throw fail.forbidden(
    'benefits.ledger-is-internal',
    'Regnskabet viser enkelte borgeres resultater og er kun for forvaltningen.',
    'The ledger shows outcomes of single people and is for the authority only.',
    {
      whatToDo: { da: 'Brug overblikket over siloer.', en: 'Use the overview of silos.' },
    },
  );
}

@Injectable()
export class ViewLedgerHandler {
  constructor(
    private readonly db: Database,
    private readonly ledger: Ledger,
    private readonly outcomes: OutcomeStore,
    private readonly accessLog: AccessLog,
  ) {}

  /** Who reads them is logged. */
  entries(
    query: { contractId?: string | undefined; limit: number; after?: string | undefined },
    person: Person,
  ): Promise<BenefitLedgerPage> {
    refuseOutsiders();
    return this.db.transaction(async (tx) => {
      const { items, next } = await this.ledger.entries(tx, query);
      const people = await this.outcomes.peopleOf(
        tx,
        items.map(({ source }) => source),
      );
      await this.accessLog.record(tx, person, 'ledger entries', people);
      return {
        items: items.map(({ id, kind, effectiveOn, bookedAt, source, lines }) => ({
          id,
          kind,
          effectiveOn,
          bookedAt,
          source,
          lines: lines.map(presentLine),
        })),
        next,
      };
    });
  }

  balances(contractId: string | undefined): Promise<BenefitLedgerBalances> {
    refuseOutsiders();
    return this.db.read(async (tx) => {
      const found = await this.ledger.balances(tx, { filter: contractId ? { contractId } : {}, groupBy: GROUP });
      return { contractId: contractId ?? null, items: found.filter(({ amount }) => amount !== 0n).map(presentLine) };
    });
  }
}
