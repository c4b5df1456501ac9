import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import type { BehindPage, BehindQuery } from '@ringvirkning/benefits-api';
import { followedOutcomes } from '@ringvirkning/benefits-domain';
import { decodeCursor, toPage, type PageQuery } from '@ringvirkning/http';
import { CLOCK, dateInDenmark, fail, sum, type Clock } from '@ringvirkning/kernel';
import { IdSchema } from '@ringvirkning/message';
import { Database, requestContext, type Tx } from '@ringvirkning/persistence';
import { z } from 'zod';
import { withholdsFrom } from '../overview/reader.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ModelStore } from '../persistence/model.store.js';
import { OutcomeStore } from '../persistence/outcome.store.js';
import { ACCOUNTS } from '../purses/entries.js';
import { worthBy, type FinalOutcome, type Worth } from '../purses/worth.js';
import { SiloReading } from '../sharing/silo-reading.js';

const CursorSchema = z.tuple([IdSchema]);

const notYours = () =>
  fail.forbidden(
    'benefits.outcomes-not-shared',
    'De enkelte resultater bag tallet er ikke delt med dig.',
    'The single outcomes behind the figure are not shared with you.',
    {
      whatToDo: {
        da: 'Tallet for kassen står i overblikket; en datadelingsaftale på posteringsniveau åbner for resultaterne.',
        en: 'The figure of the purse is in the overview; a data-sharing agreement down to entries opens the outcomes.',
      },
    },
  );

/** The outcomes behind a line of a breakdown, a page at a time. */
@Injectable()
export class ViewBehindHandler {
  constructor(
    private readonly db: Database,
    private readonly reading: SiloReading,
    private readonly accessLog: AccessLog,
    private readonly contracts: ContractStore,
    private readonly models: ModelStore,
    private readonly outcomes: OutcomeStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Whose outcomes are read is logged, in the transaction that reads. A page may be shorter than asked for: outcomes that bring the purse nothing are left out.
   * @throws DomainError `benefits.outcomes-not-shared`, `benefits.unknown-contract`
   */
  execute(query: BehindQuery & PageQuery, person: Person): Promise<BehindPage> {
    const { silo, contractId } = query;
    if (withholdsFrom(requestContext.get().actor)) throw notYours();
    return this.db.transaction((tx) =>
      this.reading.within(tx, 'outcomes behind a figure', async (_tx, access) => {
        if (!access.mayRead({ silo, figure: 'gained', contractId }, 'entries')) throw notYours();
        const page = await this.page(tx, query);
        const read = page.items.map(({ participantId }) => ({ contractId, participantId }));
        await this.accessLog.record(tx, person, 'outcomes behind a figure', read);
        return page;
      }),
    );
  }

  private async page(tx: Tx, query: BehindQuery & PageQuery): Promise<BehindPage> {
    const contract = await this.contracts.get(tx, query.contractId);
    if (contract.model === null) return { items: [], next: null };
    const { document } = await this.models.get(tx, contract.model);
    const [after] = decodeCursor(query.after, CursorSchema) ?? [null];
    const asked = { ...query, after, followed: followedOutcomes(document) };
    const { items, next } = toPage(await this.outcomes.page(tx, asked), query.limit, ({ claimId }) => [claimId]);
    const value = worthBy(contract, document, dateInDenmark(this.clock.now()));
    return { items: items.flatMap((outcome) => behind(outcome, value(outcome), query)), next };
  }
}

/** What an outcome brings the purse by the consequence. */
function behind(
  { claimId, participantId, on, quantity }: FinalOutcome,
  { pieces }: Worth,
  { silo, consequence, budgetYear }: BehindQuery,
): BehindPage['items'] {
  const gains = pieces.flatMap((piece) =>
    piece.gains.filter(
      ({ kind: { line } }) =>
        line.account === ACCOUNTS.gain &&
        line.silo === silo &&
        line.consequence === consequence &&
        (budgetYear === undefined || line.budgetYear === budgetYear),
    ),
  );
  const total = (basis: string) =>
    sum(gains.filter(({ kind }) => kind.line.basis === basis).map(({ amount }) => amount)).toString();
  const figures = { realised: total('realised'), forecast: total('forecast') };
  return gains.length === 0 ? [] : [{ claimId, participantId, on, quantity, ...figures }];
}
