import { minorUnits, sum, type Currency, type LocalDate } from '@ringvirkning/kernel';
import type { CapitalFactView, CapitalPosition, CapitalQuarter, ContractCapital } from '@ringvirkning/payments-api';
import { standingFacts, type CapitalFact } from '@ringvirkning/payments-domain';
import type { CapitalForecast, CapitalStanding, Receipt, RecordedCapital } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import { toWire } from '../persistence/capital.store.js';
import type { LoadedCapital } from './capital-books.js';

interface Reading {
  readonly today: LocalDate;
  readonly ownOrganisation: string;
  /** Undefined where nothing is known of what is to come. */
  readonly receipts: readonly Receipt[] | undefined;
}

/** How each capital stands, what is expected of it, and when money moves. */
export function presentCapital(
  terms: Terms,
  capital: RecordedCapital,
  { today, ownOrganisation, receipts }: Reading,
): Pick<ContractCapital, 'positions' | 'quarters'> {
  const standings = capital.standing(today);
  const course = capital.forecast(receipts ?? [], today, terms.period.to);
  const own = new Set(terms.parties.filter(({ organisation }) => organisation === ownOrganisation).map(({ id }) => id));
  const isOwn = ({ capital: { party } }: CapitalStanding): boolean => own.has(party);
  const shown = standings.some(isOwn) ? standings.filter(isOwn) : standings;
  const names = new Set(shown.map(({ name }) => name));
  const flows = course.flows.filter(
    ({ name, isExpected }) => names.has(name) && (receipts !== undefined || !isExpected),
  );
  return {
    positions: standings.map((standing) => ({
      ...presentStanding(standing, terms, today),
      isOwn: isOwn(standing),
      ...expectedOf(standing, course, receipts !== undefined),
    })),
    quarters: quartersOf(flows),
  };
}

type Expected = Pick<CapitalPosition, 'expected' | 'nextPayment'>;

function presentStanding(
  { name, capital, nextDraw, byGeneration, returnDue, irrSoFar, ...amounts }: CapitalStanding,
  { parties, currency }: Terms,
  today: LocalDate,
): Omit<CapitalPosition, 'isOwn' | keyof Expected> {
  const { party, kind, yearlyReturn = null, irrCap = null, returnFloor, returnCap, paidIn } = capital;
  const planned = paidIn.length === 0 ? null : paidIn.filter(({ on }) => on <= today);
  const { committed, drawn, reinvested, undrawn, principal, guaranteed, lost, outstanding, waiting } = amounts;
  const isGuarantee = kind === 'first-loss-guarantee';
  return {
    ...{ capital: name, party, partyName: parties.find(({ id }) => id === party)?.name ?? party, kind },
    ...{ committed: String(committed), drawn: String(drawn), reinvested: String(reinvested) },
    planned: String(
      isGuarantee ? 0n : planned ? sum(planned.map(({ amount }) => minorUnits(amount, currency))) : committed,
    ),
    undrawn: String(undrawn),
    nextDraw: nextDraw && nextDraw.amount > 0n ? { on: nextDraw.on, amount: String(nextDraw.amount) } : null,
    ...{ principal: String(principal), return: String(amounts.return), guaranteed: String(guaranteed) },
    ...{ lost: String(lost), outstanding: String(outstanding), waiting: String(waiting) },
    byGeneration: byGeneration.map(String),
    returnDue: textOf(returnDue),
    returnFloor: minorText(returnFloor, currency),
    returnCap: minorText(returnCap, currency),
    ...{ yearlyReturn, irrCap, irrSoFar: drawn === 0n ? null : irrSoFar },
  };
}

const textOf = (amount: bigint | null): string | null => amount?.toString() ?? null;
const minorText = (amount: string | undefined, currency: Currency): string | null =>
  amount === undefined ? null : String(minorUnits(amount, currency));

function expectedOf({ name }: CapitalStanding, course: CapitalForecast, isKnown: boolean): Expected {
  const result = course.results.get(name);
  if (!isKnown || !result) return { expected: null, nextPayment: null };
  const next = course.flows
    .filter((flow) => flow.name === name && flow.isExpected && flow.amount > 0n)
    .reduce<{ on: LocalDate; amount: bigint } | null>(
      (first, { on, amount }) =>
        first === null || on < first.on
          ? { on, amount }
          : on === first.on
            ? { on, amount: first.amount + amount }
            : first,
      null,
    );
  const { principal, return: gain, lost, multiple, irr } = result;
  return {
    expected: { principal: String(principal), return: String(gain), lost: String(lost), multiple, irr },
    nextPayment: next && { on: next.on, amount: String(next.amount) },
  };
}

/** Quarters in which money moves, in their order. */
export function quartersOf(flows: CapitalForecast['flows']): CapitalQuarter[] {
  const quarters = Map.groupBy(flows, ({ on }) => `${on.slice(0, 4)}-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`);
  let position = 0n;
  return [...quarters.keys()].sort().map((quarter) => {
    const amounts = quarters.get(quarter)!.map(({ amount }) => amount);
    const paidBack = sum(amounts.filter((amount) => amount > 0n));
    const paidIn = -sum(amounts.filter((amount) => amount < 0n));
    position += paidBack - paidIn;
    return {
      ...{ quarter, paidIn: String(paidIn), paidBack: String(paidBack), position: String(position) },
      isExpected: quarters.get(quarter)!.some(({ isExpected }) => isExpected),
    };
  });
}

/** Everything that was recorded, newest first, and the runs whose money may be passed on. */
export function presentFacts({ facts, receipts, runs }: LoadedCapital): Pick<ContractCapital, 'facts' | 'runs'> {
  const stand = new Set(standingFacts(facts).map(({ place }) => place));
  const noOf = new Map(runs.map(({ run }) => [run.runId, run.no]));
  return {
    facts: facts.toReversed().map((fact) => presentFact(fact, stand.has(fact.place), noOf)),
    runs: receipts.map(({ runId, no, amount }) => ({ runId, no, amount: amount.toString() })),
  };
}

function presentFact(fact: CapitalFact, stands: boolean, noOf: ReadonlyMap<string, number>): CapitalFactView {
  const { factId, place, type, signature: recorded } = fact;
  const of = { factId, place, type, stands, recorded, reason: 'reason' in fact ? fact.reason : null };
  if (fact.type === 'withdrawn')
    return {
      ...{ ...of, takes: fact.takes, on: null, amount: null, capital: null, runId: null, runNo: null },
      ...{ reference: null, movements: [] },
    };
  const runId = fact.type === 'received' ? fact.runId : null;
  return {
    ...{ ...of, takes: null, on: fact.on, amount: fact.amount.toString(), reference: fact.reference },
    capital: fact.type === 'received' ? null : fact.capital,
    ...{ runId, runNo: runId === null ? null : (noOf.get(runId) ?? null), movements: toWire(fact.movements) },
  };
}
