import { Injectable } from '@nestjs/common';
import {
  figuresOfCells,
  figuresOfStatement,
  type Agreement,
  type SharedFigure,
  type StatementLine,
} from '@ringvirkning/benefits-domain';
import { fail, parseMinor } from '@ringvirkning/kernel';
import type { BenefitsGained } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { PublishedCells } from '../overview/published-cells.js';
import { ToldStatementStore, type ToldStatement } from '../persistence/told-statement.store.js';
import type { Contract } from '../purses/contract.js';
import type { Partner } from './partner-of.js';

export interface BetweenFigures {
  readonly figures: SharedFigure[];
  /** The statement that the partner's figures are taken from; null where none was told. */
  readonly statement: { readonly number: number; readonly digest: string } | null;
}

/** Lines of a statement as the rules of benefits take them. */
export const linesOf = ({ lines }: Pick<BenefitsGained, 'lines'>): StatementLine[] =>
  lines.map((line) => ({ ...line, amount: parseMinor(line.amount) }));

const notBooked = ({ name }: Partner) =>
  fail.rule(
    'benefits.statement-not-booked',
    `${name} har endnu ikke bogført den seneste gevinstopgørelse.`,
    `${name} has not booked the last statement of benefits yet.`,
    {
      whatToDo: {
        da: 'Prøv igen om lidt. Kommer den ikke frem, så se siden «Partnerskab».',
        en: 'Try again shortly. If it does not arrive, see the page «Partnership».',
      },
    },
  );

/** What an agreement between two municipalities rests on: of the partner what it has booked, of our own purses what outsiders are told. */
@Injectable()
export class FiguresBetween {
  constructor(
    private readonly published: PublishedCells,
    private readonly statements: ToldStatementStore,
  ) {}

  /**
   * Call it at home.
   * @param booked whether the partner must have the last statement in its books
   * @throws DomainError `benefits.statement-not-booked`
   */
  async of(
    tx: Tx,
    contract: Contract,
    agreement: Agreement,
    partner: Partner,
    booked: boolean,
  ): Promise<BetweenFigures> {
    const last = await this.last(tx, contract.contractId, partner);
    if (booked && last && !(await this.isBooked(tx, last))) throw notBooked(partner);
    const silos = agreement.sides.map(({ silo }) => silo);
    const [theirs, ours] = [true, false].map((isTheirs) =>
      silos.filter((silo) => (silo.split('/')[0] === partner.purse) === isTheirs),
    ) as [string[], string[]];
    const cells = (await this.published.of(tx, contract)).filter(({ keptBy }) => keptBy === null);
    return {
      figures: [...figuresOfStatement(last ? linesOf(last.content) : [], theirs), ...figuresOfCells(cells, ours)],
      statement: last ? { number: last.number, digest: last.digest } : null,
    };
  }

  private async last(tx: Tx, contractId: string, { member }: Partner): Promise<ToldStatement | undefined> {
    return (await this.statements.last(tx, contractId)).find((each) => each.member === member);
  }

  private async isBooked(tx: Tx, { contractId, member, number, digest }: ToldStatement): Promise<boolean> {
    const held = (await this.statements.answers(tx, contractId, member)).at(-1)?.held;
    return held?.number === number && held.digest === digest;
  }
}
