import {
  parseRational,
  type Rational,
  rational,
  roundProduct,
  roundTo,
  type UnpaidReason,
} from '@ringvirkning/terms-language';
import type { Plan, PricePeriod } from '../plan.js';
import type { PriceAt } from '../prices/price.js';
import { withFactor } from '../prices/rounded.js';

export interface Priced {
  /** Minor units, rounded once by the contract's rounding. */
  readonly amount: bigint;
  /** The part of the amount whose condition does not hold, or that a sample takes off: an excess at the step price. */
  readonly withheld: bigint;
}

type Asked = Pick<PriceAt, 'holds' | 'number'>;

/** Prices quantities of outcomes; flat prices are remembered per follow-up, group and year. */
export class Pricing {
  private readonly flat = new Map<number, Priced | UnpaidReason>();

  constructor(private readonly plan: Plan) {}

  price(
    period: PricePeriod,
    quantity: Rational,
    followUp: number,
    group: number,
    year: number,
    asked: Asked,
  ): Priced | UnpaidReason {
    if (!period.price.flat) return this.compute(period, quantity, followUp, group, year, asked);
    const key =
      ((period.no * (this.plan.followUps.size + 1) + followUp + 1) * (this.plan.groups.size + 1) + group + 1) * 10_000 +
      year;
    let priced = this.flat.get(key);
    if (priced === undefined)
      this.flat.set(key, (priced = this.compute(period, quantity, followUp, group, year, asked)));
    return priced;
  }

  private compute(
    { price }: PricePeriod,
    quantity: Rational,
    followUp: number,
    group: number,
    year: number,
    asked: Asked,
  ): Priced | UnpaidReason {
    const { modifiers, priceStep, terms } = this.plan;
    const at: PriceAt = { ...asked, ...(followUp >= 0 ? { followUp: terms.followUps[followUp]!.code } : {}) };
    const exact = price.amount(quantity, at);
    if (typeof exact === 'string') return exact;
    const factor = modifiers.factor(group, year);
    const withheld = price.withheld?.(quantity, at);
    return {
      amount:
        priceStep === undefined
          ? roundProduct(exact, factor, terms.rounding)
          : roundTo(withFactor(price, exact, factor, priceStep, terms), terms.rounding),
      withheld: withheld ? roundProduct(withheld, factor, terms.rounding) : 0n,
    };
  }
}

/** What a sample leaves of a price, rounded down: the rest is withheld. */
export function afterSample(priced: Priced, paidShare: string): Priced {
  const due = roundProduct(rational(priced.amount - priced.withheld), parseRational(paidShare), 'down');
  return { amount: priced.amount, withheld: priced.amount - due };
}
