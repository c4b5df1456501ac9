import { fail, type LocalDate } from '@ringvirkning/kernel';
import { MILLION, millionths } from './decimal.js';
import { lacksMeasure } from './model-checks.js';
import type { ValuationModel } from './model-schema.js';
import type { Anchor } from './provisions/anchor-schema.js';
import { ruleOn } from './provisions/provision.js';
import type { Share } from './provisions/rule-schema.js';

/** Another state of the law: consequences that fall under another provision, or the law as it stood (or will stand) on one day. */
export interface LegalChange {
  /** Anchor → the anchor that takes its place. */
  readonly moved: Readonly<Record<string, string>>;
  readonly lawAsOf?: LocalDate | undefined;
  /** One anchor split by a plain share instead of its rules: so much (`'0.6'`) to the municipality, the rest to the state. */
  readonly split?: { readonly anchor: string; readonly municipality: string } | undefined;
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

/** The first municipal share of some rules, wherever in them it stands: it tells the department and the steering area. */
function municipalShare(part: unknown): Share | undefined {
  if (typeof part !== 'object' || part === null) return undefined;
  if ('treasury' in part && part.treasury === 'municipality') return part as Share;
  return Object.values(part)
    .map(municipalShare)
    .find((found) => found !== undefined);
}

/** The anchor as if the law had always been one share. */
function splitPlainly({ title, rules }: Anchor, municipality: string): Anchor {
  const { department, steeringArea } = municipalShare(rules) ?? {};
  const rest = MILLION - millionths(municipality);
  const shares: Share[] = [
    {
      treasury: 'municipality',
      share: municipality,
      ...(department === undefined ? {} : { department }),
      ...(steeringArea === undefined ? {} : { steeringArea }),
    },
    { treasury: 'state', share: `${rest / MILLION}.${(rest % MILLION).toString().padStart(6, '0')}` },
  ];
  return { title, rules: [{ from: rules[0]!.from, shares }] };
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
export function underOtherLaw(model: ValuationModel, { moved, lawAsOf, split }: LegalChange): ValuationModel {
  const target = new Map(Object.entries(moved).map(([from, to]) => [known(model, from), known(model, to)]));
  const outcomes = Object.fromEntries(
    Object.entries(model.outcomes).map(([code, list]) => [
      code,
      list.map((item) => ({ ...item, anchor: target.get(item.anchor) ?? item.anchor })),
    ]),
  );
  const plain = split && known(model, split.anchor);
  const anchors = Object.fromEntries(
    Object.entries(model.anchors).map(([code, anchor]) => {
      if (code === plain) return [code, splitPlainly(anchor, split!.municipality)];
      return [code, lawAsOf === undefined ? anchor : frozen(anchor, lawAsOf)];
    }),
  );
  const changed = { ...model, outcomes, anchors };
  checkMeasured(changed);
  return changed;
}
