import { RecordedCapital } from '@ringvirkning/terms';
import { sum } from '@ringvirkning/kernel';
import { standingFacts, type CapitalBook, type StandingFact } from './capital.js';

/** The capital as outsiders are told it. */
export interface ToldCapital {
  readonly capital: RecordedCapital;
  /** Number of the last run whose payments are in it; 0 when there is none. */
  readonly upto: number;
  /** What of them is passed on, in minor units. */
  readonly received: bigint;
  /** Something was recorded that cannot be told yet. */
  readonly isBehind: boolean;
}

/**
 * What outsiders are told: outcome payments count from the first run whose publication lacks nobody (ADR 21), all at once and on that day, shared out anew.
 * So it follows from what was published, and tells no payment of a run by itself. What rests on payments that are not told waits with them: calls,
 * losses, and draws that may be paid by what came back.
 * @param isWhole Whether a run published all that it paid.
 */
export function toldCapital(book: CapitalBook, isWhole: (runNo: number) => boolean): ToldCapital {
  const capital = new RecordedCapital(book.terms, [], book.coupons);
  const recycles = book.terms.capital.some(({ recycling }) => recycling !== undefined);
  const noOf = new Map(book.receipts.map(({ runId, no }) => [runId, no]));
  const receipts = book.receipts.toSorted((a, b) => a.no - b.no);
  /** Whether payments up to this run are out: with its own publication, or with that of the next that paid them nothing more. */
  const isOut = (latest: number): boolean => {
    const later = receipts.filter(({ no }) => no >= latest);
    const paying = later.findIndex(({ no, amount }) => no !== latest && amount !== 0n);
    return later.slice(0, paying === -1 ? undefined : paying).some(({ no }) => isWhole(no));
  };
  let waiting: StandingFact[] = [];
  let [upto, told] = [0, 0n];
  for (const fact of standingFacts(book.facts)) {
    const rests = fact.type !== 'drawn' || recycles;
    if (fact.type !== 'received' && !(waiting.length > 0 && rests)) {
      apply(capital, fact, fact.on);
      continue;
    }
    waiting.push(fact);
    const runs = waiting.flatMap((each) => (each.type === 'received' ? noOf.get(each.runId)! : []));
    const latest = Math.max(...runs);
    if (fact.type !== 'received' || !isOut(latest)) continue;
    const received = sum(waiting.flatMap((each) => (each.type === 'received' ? each.amount : [])));
    capital.receive(fact.on, received);
    for (const each of waiting) if (each.type !== 'received') apply(capital, each, fact.on);
    waiting = [];
    [upto, told] = [latest, told + received];
  }
  return { capital, upto, received: told, isBehind: waiting.length > 0 };
}

/** Told on a later day less may be left than there was. */
function apply(capital: RecordedCapital, fact: StandingFact, on: StandingFact['on']): void {
  if (fact.type === 'received') return;
  const { capital: name, amount } = fact;
  if (fact.type === 'drawn') capital.draw(name, on, amount);
  else if (fact.type === 'called') {
    const most = capital.callable(name);
    capital.call(name, on, amount < most ? amount : most);
  } else {
    const { outstanding = 0n, waiting = 0n } = capital.standing(on).find((each) => each.name === name) ?? {};
    const most = outstanding - waiting;
    capital.writeOff(name, on, amount < most ? amount : most);
  }
}
