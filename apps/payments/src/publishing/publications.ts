import { Injectable } from '@nestjs/common';
import {
  isPending,
  NOTHING_PUBLISHED,
  publish,
  shown,
  type Cell,
  type Cells,
  type Published,
} from '@ringvirkning/disclosure';
import { asJson } from '@ringvirkning/kernel';
import type { PublishedPart } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import type { Evaluation, Fact, ResultJson } from '@ringvirkning/terms-language';
import { takingTurns } from '@ringvirkning/workers';
import { unknownContract } from '../errors.js';
import { ContractStore } from '../persistence/contract.store.js';
import { RunStore, type StoredRun } from '../persistence/run.store.js';
import { Evaluations } from '../evaluating/evaluations.js';
import { BYTES_BEFORE, MOST_BYTES, tellParts } from './tell-parts.js';

export type RunLine = ResultJson['lines'][number];

/**
 * A line as it was in the run that published it; of claims that are in no line, nothing but that they are there.
 * `afterCaps`: whether what caps left of the line may be told.
 */
export interface PublishedLine {
  readonly line: RunLine | undefined;
  readonly afterCaps: boolean;
  readonly outcome: string;
  readonly followUp: string | null;
  /** Whether it counts claims; otherwise it is computed from all that do. */
  readonly counts: boolean;
}

/** What outsiders see of a contract from an authorised run until the next one. */
export interface Publication {
  readonly stored: StoredRun;
  /** The run's lines in its order, and those it no longer has; what is shown of a line may come from an earlier run, or be nothing. */
  readonly lines: readonly {
    readonly names: RunLine;
    readonly shown: (PublishedLine & { readonly line: RunLine }) | undefined;
  }[];
  /** What came out and went with it, for other services; null when its event tells nothing of it. */
  readonly parts: readonly PublishedPart[] | null;
  /** Whether some figure lacks somebody. */
  readonly pending: boolean;
}

/** A contract evaluated, and what over. */
interface Evaluated {
  readonly facts: readonly Fact[];
  readonly lines: Evaluation['lines'];
  /** Claims of which a cap per person cut something. */
  readonly cut: ReadonlySet<string>;
}

interface Known {
  readonly out: Published<PublishedLine>;
  /** Per line, the people of whom a cap per person cut something. */
  readonly cut: Published<null>;
  /** What other services were told to be out. */
  readonly told: Published<PublishedLine>;
  readonly publications: readonly Publication[];
}
const NONE: Known = { out: NOTHING_PUBLISHED, cut: NOTHING_PUBLISHED, told: NOTHING_PUBLISHED, publications: [] };
const KEPT = 50;

/** The publications of a contract: one per authorised run, each built on those before. Facts and authorised runs never change, so neither do they. */
@Injectable()
export class Publications {
  private readonly kept = new Map<string, Known>();

  constructor(
    private readonly contracts: ContractStore,
    private readonly runs: RunStore,
    private readonly evaluations: Evaluations,
  ) {}

  /** Oldest first. */
  async of(tx: Tx, contractId: string): Promise<readonly Publication[]> {
    return (await this.known(tx, contractId)).publications;
  }

  /** What is published with a run that is about to be authorised. */
  async withRun(tx: Tx, stored: StoredRun): Promise<Publication> {
    const known = await this.after(tx, await this.known(tx, stored.run.contractId), stored);
    return known.publications.at(-1)!;
  }

  private async known(tx: Tx, contractId: string): Promise<Known> {
    let known = this.kept.get(contractId) ?? NONE;
    for (const run of await this.runs.authorisedAfter(tx, contractId, known.publications.at(-1)?.stored.run.no ?? 0))
      known = await this.after(tx, known, run);
    this.kept.delete(contractId);
    this.kept.set(contractId, known);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    return known;
  }

  private async after(tx: Tx, { out, cut, told, publications }: Known, stored: StoredRun): Promise<Known> {
    const { contractId, cutOff } = stored.run;
    const contract = await this.contracts.find(tx, contractId, stored.termsVersion);
    if (!contract) throw unknownContract(contractId);
    const evaluated = await this.evaluations.toPublish(tx, contract, cutOff, stored.factsUpto);
    const turns = takingTurns();
    const cutNow = cutCells(evaluated);
    const cutNext = publish(cut, cutNow);
    await turns();
    const hidesCut = (line: string): boolean => isPending(cutNext, cutNow, line);
    const { next, pending } = step(out, evaluated, hidesCut, stored.hidesDominated);
    await turns();
    const room = stored.tellsAll ? MOST_BYTES : BYTES_BEFORE;
    const tells = stored.tellsParts ? tellParts(next, told, room) : { parts: null, told };
    return {
      out: next,
      cut: cutNext,
      told: tells.told,
      publications: [...publications, { stored, parts: tells.parts, lines: linesOf(stored, next), pending }],
    };
  }
}

/** What the cells that count claims show; where nobody is lacking, also what is computed from all of them, which would else tell what they hide. */
function step(
  out: Published<PublishedLine>,
  evaluated: Evaluated,
  hidesCut: (line: string) => boolean,
  hidesDominated: boolean,
): { readonly next: Published<PublishedLine>; readonly pending: boolean } {
  const [counting, derived] = cellsOf(evaluated, hidesCut, hidesDominated);
  const own = new Map([...out].filter(([, versions]) => versions.at(-1)!.value.counts));
  const whole = publish(own, counting);
  const pending = [...new Set([...whole.keys(), ...counting.keys()])].some((key) => isPending(whole, counting, key));
  if (!pending)
    return { next: new Map([...whole, ...[...derived].map(([key, cell]) => [key, [cell]] as const)]), pending };
  // Caps carry from line to line: while one line lacks somebody, what a cap leaves of another would tell it.
  const beforeCaps = publish(own, cellsOf(evaluated, () => true, hidesDominated)[0]);
  return { next: new Map([...out, ...beforeCaps]), pending };
}

/** Lines with the claims they count, and by outcome and year the claims in none; then lines that count no claims of their own. */
function cellsOf(
  { facts, lines }: Evaluated,
  hidesCaps: (line: string) => boolean,
  hidesDominated: boolean,
): [counting: Cells<PublishedLine>, derived: Cells<PublishedLine>] {
  const personOf = new Map(facts.map(({ id, participant }) => [id, participant ?? '']));
  const of = (ids: readonly string[]) => new Map(ids.map((id) => [id, personOf.get(id)!]));
  const quantities = new Map(facts.map((fact) => [fact.id, quantityOf(fact)]));
  const amountsOf = (ids: readonly string[]) =>
    hidesDominated ? { amounts: new Map(ids.map((id) => [id, quantities.get(id)!])) } : {};
  const [counting, derived] = [new Map<string, Cell<PublishedLine>>(), new Map<string, Cell<PublishedLine>>()];
  const counted = new Set<string>();
  for (const { facts: own, ...line } of lines) {
    own.forEach((id) => counted.add(id));
    const afterCaps = line.excess.every(({ amount }) => amount === 0n) || !hidesCaps(line.id);
    const value = { line: asJson(line), afterCaps, outcome: line.outcome, followUp: line.followUp ?? null };
    if (own.length > 0)
      counting.set(line.id, { counted: of(own), ...amountsOf(own), value: { ...value, counts: true } });
    else derived.set(line.id, { counted: personOf, value: { ...value, counts: false } });
  }
  const rest = facts.filter(({ id }) => !counted.has(id));
  for (const [key, group] of Map.groupBy(
    rest,
    (fact) => `-/${fact.on.slice(0, 4)}/${fact.outcome}/${fact.followUp ?? '-'}`,
  )) {
    const { outcome, followUp = null } = group[0]!;
    const value = { line: undefined, afterCaps: true, outcome, followUp, counts: true };
    counting.set(key, { counted: of(group.map(({ id }) => id)), value });
  }
  return [counting, derived];
}

/** What a claim brings to its line's quantity and amount, in billionths: a line has one price. */
const quantityOf = ({ quantity = '1' }: Fact): bigint => {
  const [whole = '0', part = ''] = quantity.split('.');
  return BigInt(whole + part.padEnd(9, '0'));
};

function cutCells({ facts, lines, cut }: Evaluated): Cells<null> {
  const personOf = new Map(facts.map(({ id, participant }) => [id, participant ?? '']));
  return new Map(
    lines.map(({ id: line, facts: own }) => {
      const counted = new Map(own.filter((id) => cut.has(id)).map((id) => [id, personOf.get(id)!]));
      return [line, { counted, value: null }];
    }),
  );
}

/** That a line has gone would tell of the last people in it, so it stays as it is out. */
function linesOf({ result }: StoredRun, out: Published<PublishedLine>): Publication['lines'] {
  const gone = [...out.keys()].filter((key) => result.lines.every(({ id }) => id !== key));
  return [
    ...result.lines.map((names) => ({ names, shown: lineIn(shown(out, names.id)) })),
    ...gone.flatMap((key) => {
      const line = lineIn(shown(out, key));
      return line ? [{ names: line.line, shown: line }] : [];
    }),
  ];
}

const lineIn = (out: PublishedLine | undefined) => (out?.line ? { ...out, line: out.line } : undefined);
