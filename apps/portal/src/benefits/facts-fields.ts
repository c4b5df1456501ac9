import type { FactsOfOutcome, TellFacts } from '@ringvirkning/benefits-api';
import { isFault, readNumber } from '@ringvirkning/reading';

type Ask = Pick<FactsOfOutcome['asks'][number], 'provision' | 'need'>;
type Source = TellFacts['facts'][number]['source'];
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** An answer as it is written: empty is not known, or not told. */
export interface Field {
  readonly value: string;
  readonly source: Source | '';
}
/** By what is asked, and by follow-up (where the value says that it has not lasted). */
export interface Fields {
  readonly asks: Readonly<Record<string, Field>>;
  readonly followUps: Readonly<Record<string, Field>>;
}

export const keyOf = ({ provision, need }: Ask): string => `${provision} ${need}`;
export const NOT_LASTING = 'not-lasting';
const EMPTY: Field = { value: '', source: '' };

/** The day of an event is asked for as a day; where months are told already, as months. */
export const isDay = ({ need }: Ask, value: string): boolean =>
  need === 'monthsSince' && (value === '' || ISO_DAY.test(value));

/** What is known, as fields; numbers with the comma of the language. */
export function fieldsOf({ asks, facts, confirmedBy, followUps }: FactsOfOutcome, language: 'da' | 'en'): Fields {
  const known = new Map(facts.map((fact) => [keyOf(fact), fact]));
  const told = new Map(followUps?.map(({ followUp, source }) => [followUp, source]));
  const shown = (value: string) => (language === 'da' && !ISO_DAY.test(value) ? value.replace('.', ',') : value);
  return {
    asks: Object.fromEntries(
      asks.map((ask) => {
        const fact = known.get(keyOf(ask));
        return [keyOf(ask), fact ? { value: shown(fact.value), source: fact.source } : EMPTY];
      }),
    ),
    followUps: Object.fromEntries(
      confirmedBy.map(({ followUp }) => {
        const source = told.get(followUp);
        return [followUp, source ? { value: NOT_LASTING, source } : EMPTY];
      }),
    ),
  };
}

/** The value of a field as it is sent; undefined when it is no number from 0 up with at most six decimals. */
export function valueOf(ask: Ask, written: string): string | undefined {
  if (isDay(ask, written)) return ISO_DAY.test(written) ? written : undefined;
  const number = readNumber(written);
  return !isFault(number) && /^\d{1,9}(\.\d{1,6})?$/.test(number) ? number : undefined;
}

/** All that is known from now on; what the model does not ask for stays as it was told. Undefined while a value is none. */
export function bodyOf(data: FactsOfOutcome, { asks, followUps }: Fields): TellFacts | undefined {
  const asked = new Set(data.asks.map(keyOf));
  const told = data.asks.flatMap((ask) => {
    const { value, source } = asks[keyOf(ask)] ?? EMPTY;
    return value === '' ? [] : [{ ...ask, value: valueOf(ask, value), source }];
  });
  const facts = told.flatMap(({ provision, need, value, source }) =>
    value === undefined || source === '' ? [] : [{ provision, need, value, source }],
  );
  if (facts.length < told.length) return undefined;
  const denied = Object.entries(followUps).flatMap(([followUp, { value, source }]) =>
    value === '' || source === '' ? [] : [{ followUp, lasts: false as const, source }],
  );
  const confirmed = new Set(data.confirmedBy.map(({ followUp }) => followUp));
  return {
    facts: [...data.facts.filter((fact) => !asked.has(keyOf(fact))), ...facts] as TellFacts['facts'],
    followUps: [...(data.followUps ?? []).filter(({ followUp }) => !confirmed.has(followUp)), ...denied],
    seen: data.number,
  };
}
