import type { ModelLine } from '@ringvirkning/benefits-api';
import { provisionOf, type Consequence, type ValuationModel } from '@ringvirkning/benefits-domain';

/** What a line of the model rests on: its unit price with the source, and the provision it falls under. */
export function modelLine(model: ValuationModel, item: Consequence): ModelLine {
  const price = model.prices[item.price]!;
  const { title, provision, rules } = model.anchors[item.anchor]!;
  return {
    title: item.title,
    quantity: item.quantity,
    confidence: item.confidence,
    confirmedBy: (item.lasting ?? []).flatMap(({ confirmedBy }) => confirmedBy ?? []),
    price: {
      title: price.title,
      unit: price.unit,
      basis: price.basis,
      source: price.source ?? price.reason ?? '',
      priceLevelYear: price.priceLevelYear ?? model.priceLevelYear,
      values: price.values.map(({ from, amount }) => ({ from, amount })),
    },
    anchor: {
      title,
      provision: provision ?? (isInCatalogue(item.anchor) ? item.anchor : null),
      sources: [...new Set(rules.flatMap(({ source }) => source ?? []))],
    },
  };
}

/** A model that writes rules out itself names the provision by the catalogue's code, where there is one. */
const isInCatalogue = (code: string): boolean => provisionOf(code) !== undefined;

/** The model's line of a consequence; undefined when the model has none. */
export const itemOf = ({ outcomes }: ValuationModel, outcome: string, consequence: string): Consequence | undefined =>
  Object.hasOwn(outcomes, outcome) ? outcomes[outcome]!.find((item) => item.consequence === consequence) : undefined;
