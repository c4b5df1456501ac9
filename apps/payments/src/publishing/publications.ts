import { Injectable } from '@nestjs/common';
import { isPending, NOTHING_PUBLISHED, publish, shown, type Cells, type Published } from '@ringvirkning/disclosure';
import { asJson } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import type { Fact, Line, ResultJson } from '@ringvirkning/terms-language';
import { unknownContract } from '../errors.js';
import { ContractStore } from '../persistence/contract.store.js';
import { RunStore, type StoredRun } from '../persistence/run.store.js';
import { Evaluations, type Evaluated } from '../evaluating/evaluations.js';

export type RunLine = ResultJson['lines'][number];

/** A line as it was in the run that published it. `afterCaps`: whether what caps left of it may be told. */
export interface PublishedLine {
  readonly line: RunLine;
  readonly afterCaps: boolean;
}

/** What outsiders see of a contract from an authorised run until the next one. */
export interface Publication {
  readonly stored: StoredRun;
  /** The run's lines in its order; what is shown of a line may come from an earlier run, or be nothing. */
  readonly lines: readonly { readonly names: RunLine; readonly shown: PublishedLine | undefined }[];
  /** Whether some figure lacks somebody. */
  readonly pending: boolean;
}

interface Known {
  readonly out: Published<PublishedLine>;
  readonly publications: readonly Publication[];
}
const NONE: Known = { out: NOTHING_PUBLISHED, publications: [] };
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

  private async after(tx: Tx, { out, publications }: Known, stored: StoredRun): Promise<Known> {
    const { contractId, cutOff } = stored.run;
    const contract = await this.contracts.find(tx, contractId, stored.termsVersion);
    if (!contract) throw unknownContract(contractId);
    const evaluated = await this.evaluations.compute(tx, contract, cutOff, stored.factsUpto);
    const now = cellsOf(evaluated, true);
    const whole = publish(out, now);
    const pending = [...new Set([...whole.keys(), ...now.keys()])].some((key) => isPending(whole, now, key));
    // Caps carry from line to line: while one line lacks somebody, what a cap leaves of another would tell it.
    const next = pending ? publish(out, cellsOf(evaluated, false)) : whole;
    const lines = stored.result.lines.map((names) => ({ names, shown: shown(next, names.id) }));
    return { out: next, publications: [...publications, { stored, lines, pending }] };
  }
}

/** Lines with the claims they count. A measured or guaranteed line counts no claims of its own: behind it stand all that its figure depends on. */
function cellsOf({ facts, evaluation: { lines } }: Evaluated, complete: boolean): Cells<PublishedLine> {
  const personOf = new Map(facts.map(({ id, participant }) => [id, participant]));
  return new Map(
    lines.map(({ facts: own, ...line }) => {
      const ids = own.length > 0 ? own : dependsOn(facts, line);
      const afterCaps = complete || line.excess.every(({ amount }) => amount === 0n);
      return [
        line.id,
        { counted: new Map(ids.map((id) => [id, personOf.get(id)!])), value: { line: asJson(line), afterCaps } },
      ];
    }),
  );
}

function dependsOn(facts: readonly Fact[], { outcome, cohort }: Omit<Line, 'facts'>): string[] {
  const of = facts.filter((fact) => fact.outcome === outcome && (cohort === undefined || fact.cohort === cohort));
  return (of.length > 0 ? of : facts).map(({ id }) => id);
}
