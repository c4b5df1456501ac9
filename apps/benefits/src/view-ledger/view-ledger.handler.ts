import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import type { BenefitLedgerBalances, BenefitLedgerPage } from '@ringvirkning/benefits-api';
import type { DetailLevel, SiloAccess } from '@ringvirkning/benefits-domain';
import { fail } from '@ringvirkning/kernel';
import { Ledger, type Balance, type LedgerLine } from '@ringvirkning/ledger';
import { Database, requestContext } from '@ringvirkning/persistence';
import { withholdsFrom } from '../overview/reader.js';
import { FIGURE_OF } from '../persistence/cell.store.js';
import { OutcomeStore } from '../persistence/outcome.store.js';
import { SiloReading } from '../sharing/silo-reading.js';

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

/** An entry may be about one person's outcome, so the books themselves are for the authority; others get the overview. */
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
    private readonly reading: SiloReading,
  ) {}

  /** Who reads them is logged. Of an entry, who reads by department is shown the lines of their purses and of those agreed on down to entries. */
  entries(
    query: { contractId?: string | undefined; limit: number; after?: string | undefined },
    person: Person,
  ): Promise<BenefitLedgerPage> {
    refuseOutsiders();
    return this.db.transaction((tx) =>
      this.reading.within(tx, 'ledger entries', async (_tx, access) => {
        const { items, next } = await this.ledger.entries(tx, query);
        const read = items.flatMap((entry) => {
          const lines = readableLines(entry.lines, entry.contractId, access);
          return lines.length === 0 ? [] : [{ ...entry, lines }];
        });
        const sources = read.map(({ source }) => source);
        await this.accessLog.record(tx, person, 'ledger entries', await this.outcomes.peopleOf(tx, sources));
        return {
          items: read.map(({ id, kind, effectiveOn, bookedAt, source, lines }) => ({
            ...{ id, kind, effectiveOn, bookedAt, source, lines: lines.map(presentLine) },
          })),
          next,
        };
      }),
    );
  }

  balances(contractId: string | undefined): Promise<BenefitLedgerBalances> {
    refuseOutsiders();
    return this.reading.run('ledger balances', async (tx, access) => {
      const groupBy = access.isConfined ? ([...GROUP, 'contractId'] as const) : GROUP;
      const found = await this.ledger.balances(tx, { filter: contractId ? { contractId } : {}, groupBy });
      const read = found.filter((line) => !access.isConfined || mayReadLine(line, line.contractId, access, 'figures'));
      return { contractId: contractId ?? null, items: read.filter(({ amount }) => amount !== 0n).map(presentLine) };
    });
  }
}

function mayReadLine(
  { silo, account }: LedgerLine | Balance,
  contractId: string | null | undefined,
  access: SiloAccess,
  detail: DetailLevel,
): boolean {
  const figure = FIGURE_OF[account!];
  return !!silo && !!figure && access.mayRead({ silo, figure, contractId: contractId ?? undefined }, detail);
}

/** All lines, or those that may be read. The lines without a purse balance the others: beside only some of them they would tell the rest. */
function readableLines(
  lines: readonly LedgerLine[],
  contractId: string | null | undefined,
  access: SiloAccess,
): readonly LedgerLine[] {
  if (!access.isConfined) return lines;
  return lines.filter((line) => mayReadLine(line, contractId, access, 'entries'));
}
