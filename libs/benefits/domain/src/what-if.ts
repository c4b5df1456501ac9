import { fail, type LocalDate } from '@ringvirkning/kernel';
import type { Anchor, ValuationModel } from './model-schema.js';

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
function frozen({ title, rules }: Anchor, on: LocalDate): Anchor {
  const { to: _end, ...rule } = rules.findLast((candidate) => candidate.from <= on) ?? rules[0]!;
  return { title, rules: [{ ...rule, from: rules[0]!.from }] };
}

/**
 * The model under another law. Amounts are phased before they are split, so every total stays as it is: only the purses differ.
 * @throws DomainError `benefits.unknown-anchor`
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
  return { ...model, outcomes, anchors };
}
