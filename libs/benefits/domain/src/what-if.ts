import { fail, type LocalDate } from '@ringvirkning/kernel';
import { lacksMeasure } from './model-checks.js';
import type { ValuationModel } from './model-schema.js';
import type { Anchor } from './provisions/anchor-schema.js';
import { ruleOn } from './provisions/provision.js';

/** Another state of the law: consequences that fall under another provision, or the law as it stood (or will stand) on one day. */
export interface LegalChange {
  /** Anchor → the anchor that takes its place. */
  readonly moved: Readonly<Record<string, string>>;
  readonly lawAsOf?: LocalDate | undefined;
}

function known(model: ValuationModel, anchor: string): string {
  if (Object.hasOwn(model.anchors, anchor)) return anchor;
  throw fail.invalid(
    'benefits.unknown-anchor',
    `Modellen har ikke lovgrundlaget "${anchor}".`,
    `The model has no legal anchor "${anchor}".`,
    { params: { anchor } },
  );
}

/** The anchor with one rule only, the one in force on a day (the first, for a day before all of them): as if that law had always stood. */
function frozen({ rules, ...anchor }: Anchor, on: LocalDate): Anchor {
  const { to: _end, ...rule } = ruleOn(rules, on);
  return { ...anchor, rules: [{ ...rule, from: rules[0]!.from }] };
}

/** @throws DomainError `benefits.unmeasured-price` when a provision counts days or weeks that a moved consequence's price does not tell. */
function checkMeasured({ outcomes, prices, anchors }: ValuationModel): void {
  for (const { price, anchor, consequence } of Object.values(outcomes).flat()) {
    const measure = lacksMeasure(prices[price]!, anchors[anchor]!);
    if (measure)
      throw fail.rule(
        'benefits.unmeasured-price',
        `Bestemmelsen "${anchor}" tæller ${measure === 'days' ? 'dage' : 'uger'}, og prisen for "${consequence}" siger ikke, hvor mange en enhed står for.`,
        `The provision "${anchor}" counts ${measure}, and the price of "${consequence}" does not say how many one unit stands for.`,
        { params: { anchor, consequence } },
      );
  }
}

/**
 * The model under another law. Amounts are phased before they are split, so every total stays as it is: only the purses differ.
 * @throws DomainError `benefits.unknown-anchor`, `benefits.unmeasured-price`
 */
export function underOtherLaw(model: ValuationModel, { moved, lawAsOf }: LegalChange): ValuationModel {
  const target = new Map(Object.entries(moved).map(([from, to]) => [known(model, from), known(model, to)]));
  const outcomes = Object.fromEntries(
    Object.entries(model.outcomes).map(([code, list]) => [
      code,
      list.map((item) => ({ ...item, anchor: target.get(item.anchor) ?? item.anchor })),
    ]),
  );
  const anchors =
    lawAsOf === undefined
      ? model.anchors
      : Object.fromEntries(Object.entries(model.anchors).map(([code, anchor]) => [code, frozen(anchor, lawAsOf)]));
  const changed = { ...model, outcomes, anchors };
  checkMeasured(changed);
  return changed;
}
