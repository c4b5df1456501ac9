import { hash } from 'node:crypto';
import {
  followUpsOf,
  isConfirmed,
  nextRealisation,
  payerOn,
  siloOfBenefit,
  standingOf,
  valuing,
  type Answers,
  type BenefitLine,
  type Move,
  type Silo,
  type ValuationModel,
  type ValuedOutcome,
} from '@ringvirkning/benefits-domain';
import { sum, type LocalDate } from '@ringvirkning/kernel';
import type { LedgerLine } from '@ringvirkning/ledger';
import { isElsewhere, municipalityFor, type Contract } from './contract.js';
import { ACCOUNTS, purse } from './entries.js';

/** A final outcome, as far as its worth goes. */
export interface FinalOutcome extends ValuedOutcome {
  readonly claimId: string;
  readonly participantId: string;
  /** Who pays for it: the payer of the day it was achieved. */
  readonly payingMunicipality: string | null;
  /** Days from which others pay for the person. */
  readonly moves: readonly Move[];
  /** The follow-up it was claimed at; a claim at one that confirms an earlier outcome is worth nothing by itself (ADR 96). */
  readonly followUp?: string | null | undefined;
  /** Follow-ups at which the same person has reached the outcome. */
  readonly followed?: readonly string[] | undefined;
  /** Follow-ups that ended without the outcome: whether that is known not to last, or nobody found out. */
  readonly ended?: Readonly<Record<string, false | null>> | undefined;
  /** What was told of follow-ups beside; who has reached one has reached it. */
  readonly told?: Readonly<Record<string, { readonly lasts: boolean; readonly source: string }>> | undefined;
}

const answersOf = ({ followed = [], ended = {}, told = {} }: FinalOutcome): Answers =>
  Object.fromEntries([
    ...Object.entries(ended),
    ...Object.entries(told).map(([followUp, { lasts }]) => [followUp, lasts] as const),
    ...followed.map((followUp) => [followUp, true] as const),
  ]);

/** All that a line of the ledger says of a gain beside its amount; `key` is the same for the same. */
export interface GainKind {
  readonly key: string;
  readonly line: Omit<LedgerLine, 'amount'>;
  /** The purse by name; null when it has been booked on and its name is kept already. */
  readonly silo: Silo | null;
}

/** What one consequence of an outcome brings. Outcomes that have it in common share the very object. */
export interface Piece {
  readonly gains: readonly {
    readonly kind: GainKind;
    readonly amount: bigint;
    /** Whether a follow-up is still to confirm it. */
    readonly awaits: boolean;
  }[];
  /** Minor units. */
  readonly total: bigint;
  /** SHA-256, hex, over kinds and amounts. */
  readonly digest: string;
  readonly realiseOn: LocalDate | undefined;
}

/** What an outcome is worth; no pieces when the model says nothing about it, or its worth is nil. */
export interface Worth {
  readonly pieces: readonly Piece[];
  readonly total: bigint;
  /** Of an outcome's valuation: the same worth has the same digest, whenever it is worked out. */
  readonly digest: string;
  /** The day the next forecast turns realised. */
  readonly realiseOn: LocalDate | null;
}

/** What worth depends on of a contract. */
export type Valued = Pick<Contract, 'currency' | 'parties' | 'departments' | 'elsewhere'>;

type Municipality = Valued['parties'][number];
type Basis = 'forecast' | 'realised';

/** A line's kind, and what of the line and its outcome it follows from. */
interface Known {
  readonly line: BenefitLine;
  readonly outcome: string;
  readonly municipality: Municipality;
  readonly basis: Basis;
  readonly kind: GainKind;
}

const isAlike = (known: Known, { line, outcome, municipality, basis }: Omit<Known, 'kind'>): boolean =>
  known.line.consequence === line.consequence &&
  known.line.budgetYear === line.budgetYear &&
  known.line.treasury === line.treasury &&
  known.line.department === line.department &&
  known.line.steeringArea === line.steeringArea &&
  known.line.account === line.account &&
  known.line.cashable === line.cashable &&
  known.line.currency === line.currency &&
  known.outcome === outcome &&
  known.municipality === municipality &&
  known.basis === basis;

/** Of one contract, model and day. */
class Pieces {
  private readonly kinds = new Map<string, GainKind>();
  /** By consequence: the kinds of the lines of the outcome before, which mostly has as many, in the same years for the same purses. */
  private readonly before = new Map<string, Known[]>();
  private readonly payers = new Map<string | null, Municipality | undefined>();
  private readonly known = new WeakMap<readonly BenefitLine[], Map<string, Piece>>();

  constructor(
    private readonly contract: Valued,
    private readonly today: LocalDate,
  ) {}

  /** Of the lines of each consequence of an outcome; without those that bring nothing. */
  of(outcome: FinalOutcome, consequences: readonly (readonly BenefitLine[])[]): Piece[] {
    const { payingMunicipality, moves } = outcome;
    const answers = answersOf(outcome);
    const isPlain = moves.length === 0 && Object.keys(answers).length === 0;
    const key = isPlain ? (payingMunicipality ?? '') : JSON.stringify([payingMunicipality, moves, answers]);
    const pieces: Piece[] = [];
    for (const lines of consequences) {
      if (lines.length === 0) continue;
      let byPayer = this.known.get(lines);
      if (!byPayer) this.known.set(lines, (byPayer = new Map<string, Piece>()));
      let piece = byPayer.get(key);
      if (!piece) byPayer.set(key, (piece = this.work(lines, outcome, answers)));
      if (piece.gains.length > 0) pieces.push(piece);
    }
    return pieces;
  }

  private work(lines: readonly BenefitLine[], outcome: FinalOutcome, answers: Answers): Piece {
    const before = this.beforeOf(lines);
    const gains: Piece['gains'][number][] = [];
    let [total, told] = [0n, ''];
    for (const [place, line] of lines.entries()) {
      const { realised, forecast } = standingOf(line, answers, this.today);
      const amount = realised + forecast;
      const municipality = amount === 0n ? undefined : this.payerOf(outcome, line.fallsOn);
      if (!municipality) continue;
      const basis = realised === 0n ? 'forecast' : 'realised';
      const kind = this.kindOf({ line, outcome: outcome.outcome, municipality, basis }, before, place);
      gains.push({ kind, amount, awaits: !isConfirmed(line.awaits, answers) });
      total += amount;
      told += `${kind.key} ${amount}\n`;
    }
    return { gains, total, digest: hash('sha256', told), realiseOn: nextRealisation(lines, this.today, answers) };
  }

  private beforeOf([line]: readonly BenefitLine[]): Known[] {
    const consequence = line!.consequence;
    let before = this.before.get(consequence);
    if (!before) this.before.set(consequence, (before = []));
    return before;
  }

  private payerOf({ payingMunicipality, moves }: FinalOutcome, day: LocalDate): Municipality | undefined {
    const paying = payerOn(payingMunicipality, moves, day);
    if (!this.payers.has(paying)) this.payers.set(paying, municipalityFor(this.contract, paying));
    return this.payers.get(paying);
  }

  private kindOf(of: Omit<Known, 'kind'>, before: Known[], place: number): GainKind {
    const known = before[place];
    if (known && isAlike(known, of)) return known.kind;
    const { line, outcome, municipality, basis } = of;
    const shape = [
      ...[line.consequence, line.budgetYear, line.treasury, line.department, line.steeringArea],
      ...[line.account, line.cashable, line.currency, outcome, municipality.id, basis],
    ].join('\n');
    let kind = this.kinds.get(shape);
    if (!kind) this.kinds.set(shape, (kind = this.newKind(line, outcome, municipality, basis)));
    before[place] = { ...of, kind };
    return kind;
  }

  private newKind(benefit: BenefitLine, outcome: string, municipality: Municipality, basis: Basis): GainKind {
    const silo = siloOfBenefit(benefit, municipality, this.contract.departments);
    const line: GainKind['line'] = {
      ...(isElsewhere(this.contract, municipality)
        ? { account: ACCOUNTS.gainElsewhere, party: municipality.id }
        : { account: ACCOUNTS.gain }),
      currency: benefit.currency,
      ...purse(silo),
      budgetYear: benefit.budgetYear,
      ...(benefit.steeringArea === null ? {} : { steeringArea: benefit.steeringArea }),
      ...(benefit.account === null ? {} : { accountString: benefit.account }),
      outcome,
      consequence: benefit.consequence,
      cashable: benefit.cashable,
      basis,
    };
    return { key: kindKey(line), line, silo };
  }
}

/** Part of what is kept of a valuation, so its form never changes. */
export const kindKey = (line: GainKind['line']): string =>
  JSON.stringify([
    ...[line.account, line.currency, line.party ?? null, line.silo, line.budgetYear, line.steeringArea ?? null],
    ...[line.accountString ?? null, line.outcome, line.consequence, line.cashable, line.basis],
  ]);

const earliest = (pieces: readonly Piece[]): LocalDate | null =>
  pieces
    .flatMap(({ realiseOn }) => realiseOn ?? [])
    .sort()
    .at(0) ?? null;

/**
 * Values outcomes of a contract as seen on a day, each exactly by itself. What many have in common is worked out once and is the same piece.
 * The same contract, model, day and outcome always give the same worth: what was booked can be worked out again, and told by its digest.
 */
export function worthBy(contract: Valued, model: ValuationModel, today: LocalDate): (outcome: FinalOutcome) => Worth {
  const value = valuing(model);
  const pieces = new Pieces(contract, today);
  const followUps = new Map<string, ReadonlySet<string>>();
  const confirms = ({ outcome, followUp }: FinalOutcome): boolean => {
    if (!followUp) return false;
    let of = followUps.get(outcome);
    if (!of) followUps.set(outcome, (of = followUpsOf(model, outcome)));
    return of.has(followUp);
  };
  return (outcome) => {
    const of = confirms(outcome) ? [] : pieces.of(outcome, value(outcome));
    return {
      pieces: of,
      total: sum(of.map(({ total }) => total)),
      digest: hash('sha256', of.map(({ digest }) => digest).join('\n')),
      realiseOn: earliest(of),
    };
  };
}
