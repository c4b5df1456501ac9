import type { ErrorDetail, Sentence } from '@ringvirkning/kernel';
import { isIndividual, type Outcome } from '../../kinds/schema.js';
import type { Terms } from '../../schema/terms.js';
import { rowError } from './row-error.js';
import type { Row } from './rows.js';

const DECIMAL = /^-?\d{1,15}(\.\d{1,9})?$/;

/** What the terms know, for looking up the words of given facts. */
export class Words {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  private readonly measures: ReadonlySet<string>;
  private readonly known: Readonly<Record<'follow_up' | 'cohort' | 'group' | 'payer', ReadonlySet<string>>>;

  constructor(readonly terms: Terms) {
    this.outcomes = new Map(terms.outcomes.map((outcome) => [outcome.code, outcome]));
    this.measures = new Set(terms.measures.map((measure) => measure.code));
    const payers = terms.parties.filter((party) => party.roles.includes('payer'));
    this.known = {
      follow_up: new Set(terms.followUps.map((each) => each.code)),
      cohort: new Set(terms.cohorts.map((each) => each.code)),
      group: new Set(terms.groups.map((each) => each.code)),
      payer: new Set(
        payers.flatMap((party) => [
          party.id,
          ...(party.municipalityCode === undefined ? [] : [party.municipalityCode]),
        ]),
      ),
    };
  }

  /** Everything in a row that the terms do not know, or that cannot be: both forms of file have these columns. */
  check({ row, cells }: Row): ErrorDetail[] {
    const errors: ErrorDetail[] = [];
    const wrong = (column: string, code: string, sentence: Sentence): void =>
      void errors.push(rowError(row, column, code, sentence));
    for (const [column, names] of Object.entries(this.known)) {
      const cell = cells[column];
      if (cell !== undefined && !names.has(cell))
        wrong(column, `unknown-${column.replace('_', '-')}`, oneOf(cell, [...names]));
    }
    const { outcome: code, quantity } = cells;
    if (quantity !== undefined && !DECIMAL.test(quantity))
      wrong('quantity', 'wrong-quantity', {
        da: `«${quantity}» er ikke et tal. Brug punktum som decimaltegn og intet tusindtalsskilletegn.`,
        en: `«${quantity}» is not a number. Use a point for decimals and no thousands separator.`,
      });
    if (code === undefined)
      wrong('outcome', 'missing-outcome', { da: 'Resultatet mangler.', en: 'The outcome is missing.' });
    else errors.push(...this.checkOutcome(row, code, cells['follow_up']));
    return errors;
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
