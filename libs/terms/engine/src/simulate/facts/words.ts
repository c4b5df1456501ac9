import type { ErrorDetail, Sentence } from '@ringvirkning/kernel';
import { readPayer } from '@ringvirkning/reading';
import { carriesNumber, isIndividual, notAStep, type Outcome, type Terms } from '@ringvirkning/terms-language';
import { rowError } from './row-error.js';

/** What rows of both forms say. */
export interface Said {
  readonly outcome: string;
  readonly followUp: string | null;
  readonly quantity: string | null;
  readonly cohort: string | null;
  readonly group: string | null;
  readonly payer: string | null;
}

/** What the terms know, for looking up the words of given facts. */
export class Words {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  private readonly measures: ReadonlySet<string>;
  private readonly known: Readonly<Record<'follow_up' | 'cohort' | 'group', ReadonlySet<string>>>;

  constructor(readonly terms: Terms) {
    this.outcomes = new Map(terms.outcomes.map((outcome) => [outcome.code, outcome]));
    this.measures = new Set(terms.measures.map((measure) => measure.code));
    this.known = {
      follow_up: new Set(terms.followUps.map((each) => each.code)),
      cohort: new Set(terms.cohorts.map((each) => each.code)),
      group: new Set(terms.groups.map((each) => each.code)),
    };
  }

  /** Everything in a row that the terms do not know, or that cannot be; and who pays. */
  check(row: number, said: Said): { readonly payer: string | undefined; readonly faults: ErrorDetail[] } {
    const faults: ErrorDetail[] = [];
    const wrong = (column: string, code: string, sentence: Sentence): void =>
      void faults.push(rowError(row, column, code, sentence));
    const words = { follow_up: said.followUp, cohort: said.cohort, group: said.group };
    for (const [column, names] of Object.entries(this.known)) {
      const word = words[column as keyof typeof words];
      if (word !== null && !names.has(word))
        wrong(column, `unknown-${column.replace('_', '-')}`, oneOf(word, [...names]));
    }
    const payer = said.payer === null ? undefined : readPayer(said.payer, this.terms.parties);
    if (typeof payer === 'object') wrong('payer', payer.code, payer);
    if (said.quantity === null && carriesNumber(this.terms, said.outcome))
      wrong('quantity', 'missing', {
        da: 'Her skal stå et tal: dage, point eller kroner.',
        en: 'A number must stand here: days, points or kroner.',
      });
    const offScale = said.quantity === null ? undefined : notAStep(this.terms, said.outcome, said.quantity);
    if (offScale) wrong('quantity', 'not-a-step', offScale);
    faults.push(...this.checkOutcome(row, said.outcome, said.followUp ?? undefined));
    return { payer: typeof payer === 'object' ? undefined : payer, faults };
  }

  private checkOutcome(row: number, code: string, followUp: string | undefined): ErrorDetail[] {
    const outcome = this.outcomes.get(code);
    if (!outcome)
      return this.measures.has(code)
        ? []
        : [rowError(row, 'outcome', 'unknown-outcome', oneOf(code, [...this.outcomes.keys(), ...this.measures]))];
    if (!isIndividual(outcome)) {
      return [
        rowError(row, 'outcome', 'measured-on-group', {
          da: `«${code}» opgøres for en gruppe. Giv de målinger og resultater, det hviler på.`,
          en: `«${code}» is measured on a group. Give the measures and outcomes that it rests on.`,
        }),
      ];
    }
    const possible = outcome.followUps ?? [];
    if (possible.length === 0 ? followUp === undefined : followUp !== undefined && possible.includes(followUp))
      return [];
    if (followUp !== undefined && !this.known.follow_up.has(followUp)) return [];
    return [
      rowError(
        row,
        'follow_up',
        'wrong-follow-up',
        possible.length === 0
          ? {
              da: `«${code}» har ingen opfølgninger; feltet skal være tomt.`,
              en: `«${code}» has no follow-ups; the cell must be empty.`,
            }
          : {
              da: `«${code}» skal have en af opfølgningerne ${possible.join(', ')}.`,
              en: `«${code}» needs one of the follow-ups ${possible.join(', ')}.`,
            },
      ),
    ];
  }
}

const oneOf = (text: string, possible: readonly string[]): Sentence =>
  possible.length === 0
    ? { da: `«${text}» er ukendt; vilkårene har ingen.`, en: `«${text}» is unknown; the terms have none.` }
    : {
        da: `«${text}» er ukendt. Mulige: ${possible.join(', ')}.`,
        en: `«${text}» is unknown. Possible: ${possible.join(', ')}.`,
      };
