import { fitsCurrency, minorDigits, type Currency, type LocalDate } from '@ringvirkning/kernel';
import { z } from 'zod';
import { needsOf, type Need } from './provisions/knowledge.js';
import type { Anchor } from './provisions/anchor-schema.js';
import type { Price, PriceIndex } from './price-schema.js';

/** Reports a fault at its place in the document. */
export type Report = (path: (string | number)[], da: string, en: string) => void;
/** What must stand for the names to be checked, even when other parts are still wrong. */
export const named = z.looseObject({
  prices: z.record(z.string(), z.unknown()),
  anchors: z.record(z.string(), z.unknown()),
  outcomes: z.record(
    z.string(),
    z.array(z.looseObject({ consequence: z.string(), price: z.string(), anchor: z.string() })),
  ),
});

export function checkNames(model: z.infer<typeof named>, report: Report): void {
  for (const [outcome, list] of Object.entries(model.outcomes)) {
    list.forEach((item, index) => {
      const at = ['outcomes', outcome, index];
      if (!Object.hasOwn(model.prices, item.price))
        report(
          [...at, 'price'],
          `prisen "${item.price}" findes ikke i kataloget`,
          `the price "${item.price}" is not in the catalogue`,
        );
      if (!Object.hasOwn(model.anchors, item.anchor))
        report(
          [...at, 'anchor'],
          `lovgrundlaget "${item.anchor}" findes ikke`,
          `the legal anchor "${item.anchor}" does not exist`,
        );
      if (list.findIndex((other) => other.consequence === item.consequence) < index)
        report([...at, 'consequence'], 'konsekvensen står to gange', 'the consequence occurs twice');
    });
  }
}

/** `20.000` kroner is 20, and was hardly meant. */
export function checkAmounts(
  { currency, prices }: { currency: Currency; prices: Record<string, { values: { amount: string }[] }> },
  report: Report,
): void {
  const most = minorDigits(currency);
  for (const [name, { values }] of Object.entries(prices))
    for (const [i, { amount }] of values.entries())
      if (!fitsCurrency(amount, currency))
        report(
          ['prices', name, 'values', i, 'amount'],
          `har flere decimaler end ${currency} (${most}); skriv 20000 for tyve tusind`,
          `has more decimals than ${currency} (${most}); write 20000 for twenty thousand`,
        );
}

/** Anchors whose rules are read; one with a fault may have none yet. */
const readable = <A extends { readonly rules?: readonly unknown[] }>(anchors: Readonly<Record<string, A>>) =>
  Object.entries(anchors).filter(([, { rules }]) => rules !== undefined && rules.length > 0);

type Dated = {
  validFrom: LocalDate;
  prices: Record<string, { values: { from: LocalDate }[] }>;
  anchors: Record<string, { rules: { from: LocalDate }[] }>;
};

export function checkValidity(model: Dated, report: Report): void {
  const late = (from: LocalDate) => from > model.validFrom;
  const da = 'skal gælde senest fra modellens validFrom';
  const en = "must be in force by the model's validFrom";
  for (const [name, p] of Object.entries(model.prices))
    if (late(p.values[0]!.from)) report(['prices', name, 'values'], da, en);
  for (const [name, a] of readable(model.anchors))
    if (late(a.rules[0]!.from)) report(['anchors', name, 'rules'], da, en);
}

const ASKED: Readonly<Record<Need, readonly [da: string, en: string]>> = {
  weeks: ['personens uger med ydelser indtil nu', 'the person’s weeks on benefits so far'],
  days: ['personens dage indtil nu i det løbende år', 'the person’s days so far in the running year'],
  yearlyCost: [
    'hvad personen koster indtil nu, omregnet til et år',
    'what the person costs so far, at the rate of a year',
  ],
  monthsSince: ['måneder siden hændelsen', 'the months since the event'],
  monthsUsed: ['måneder brugt af perioden', 'the months of the window used so far'],
};

/** What the rules must know of a person is stated, with a distribution; nothing is guessed. */
export function checkKnowledge(
  { anchors, currency }: { anchors: Readonly<Record<string, Anchor>>; currency: Currency },
  report: Report,
): void {
  for (const [name, { rules, assumes, provision }] of readable(anchors)) {
    for (const need of new Set(rules.flatMap(needsOf)))
      if (!assumes?.[need]) {
        const [da, en] = ASKED[need];
        report(
          ['anchors', name],
          `reglen skal vide ${da}: skriv assumes.${need} med en fordeling`,
          `the rule must know ${en}: write assumes.${need} with a distribution`,
        );
      }
    if (provision !== undefined && currency !== 'DKK')
      report(
        ['anchors', name, 'provision'],
        'kataloget gælder beløb i danske kroner',
        'the catalogue is for amounts in Danish kroner',
      );
  }
}

/** Whether the law counts in a measure that the price does not say its unit in. */
export function lacksMeasure(price: Price, { rules }: Anchor): 'days' | 'weeks' | undefined {
  return (['days', 'weeks'] as const).find(
    (measure) => price[measure] === undefined && rules.some((rule) => rule[measure] !== undefined),
  );
}

type Consequences = Readonly<Record<string, readonly { readonly price: string; readonly anchor: string }[]>>;

export function checkMeasures(
  {
    anchors,
    prices,
    outcomes,
  }: { anchors: Readonly<Record<string, Anchor>>; prices: Readonly<Record<string, Price>>; outcomes: Consequences },
  report: Report,
): void {
  const known = new Map(readable(anchors));
  for (const [outcome, list] of Object.entries(outcomes))
    list.forEach(({ price, anchor: name }, index) => {
      const anchor = known.get(name);
      if (!prices[price] || !anchor) return;
      const measure = lacksMeasure(prices[price], anchor);
      if (measure)
        report(
          ['outcomes', outcome, index, 'price'],
          `loven tæller ${measure === 'days' ? 'dage' : 'uger'}: skriv ${measure} på prisen "${price}" (hvor mange en enhed står for)`,
          `the law counts ${measure}: write ${measure} on the price "${price}" (how many one unit stands for)`,
        );
    });
}

/** A price in another price level has an index that knows both years. */
export function checkIndices(
  {
    prices,
    indices,
    priceLevelYear,
  }: {
    prices: Readonly<Record<string, Price>>;
    indices?: Readonly<Record<string, PriceIndex>> | undefined;
    priceLevelYear: number;
  },
  report: Report,
): void {
  for (const [name, price] of Object.entries(prices)) {
    if (price.index === undefined) continue;
    const index = indices?.[price.index];
    if (!index) {
      report(
        ['prices', name, 'index'],
        `indekset "${price.index}" findes ikke`,
        `the index "${price.index}" does not exist`,
      );
      continue;
    }
    for (const year of [price.priceLevelYear, priceLevelYear])
      if (!index.values.some((value) => value.year === year))
        report(['prices', name, 'index'], `indekset har ikke året ${year}`, `the index lacks the year ${year}`);
  }
}
