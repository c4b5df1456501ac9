import { minorUnits, sum, type LocalDate } from '@ringvirkning/kernel';
import type { Capital, CouponRate, Terms } from '@ringvirkning/terms-language';
import { Layer, takesTheRest } from './layer.js';
import {
  coveredBy,
  coveredLoss,
  distribute,
  isGuarantee,
  type CapitalResult,
  type Receipt,
  share,
  waterfall,
  type Waterfall,
} from './waterfall.js';
import { ratesThatFit, type Flow } from './irr.js';

/**
 * Money of one provider that moved, in minor units. `kept`: principal that came back and waits for the next instalment; `reinvested`: it went in again, and
 * `generation` is the one it had before.
 */
export interface Movement {
  readonly on: LocalDate;
  /** Which capital of the terms: see {@link capitalNames}. */
  readonly capital: string;
  readonly kind: 'paid-in' | 'reinvested' | 'kept' | 'principal' | 'return' | 'guarantee' | 'loss';
  readonly amount: bigint;
  /** Default 1: new money. */
  readonly generation?: number;
  /** guarantee: the capital that is called. */
  readonly from?: string;
}

/** How one capital of the terms stands on a day; minor units. */
export interface CapitalStanding {
  readonly name: string;
  readonly capital: Capital;
  readonly committed: bigint;
  /** New money; of a guarantee what was called. */
  readonly drawn: bigint;
  readonly reinvested: bigint;
  readonly undrawn: bigint;
  readonly nextDraw: { readonly on: LocalDate; readonly amount: bigint } | null;
  readonly principal: bigint;
  readonly return: bigint;
  readonly guaranteed: bigint;
  readonly lost: bigint;
  readonly outstanding: bigint;
  readonly waiting: bigint;
  readonly byGeneration: readonly bigint[];
  /** Earned and not paid: by the rate or the floor; null where the return is what is left. */
  readonly returnDue: bigint | null;
  /** Per year, if what is outstanding came back today; null when no rate fits, or several. */
  readonly irrSoFar: string | null;
}

/** What has moved and what is expected to, in the order of each capital's days. */
export interface CapitalForecast extends Waterfall {
  readonly results: ReadonlyMap<string, CapitalResult>;
  /** Negative: paid in; positive: got back. */
  readonly flows: readonly (Flow & { readonly name: string; readonly isExpected: boolean })[];
}

/** Names of the capital of some terms, in their order: party and kind, numbered where a party has put up the same kind before. */
export function capitalNames({ capital }: Pick<Terms, 'capital'>): string[] {
  const seen = new Map<string, number>();
  return capital.map(({ party, kind }) => {
    const name = `${party}/${kind}`;
    const no = (seen.get(name) ?? 0) + 1;
    seen.set(name, no);
    return no === 1 ? name : `${name}/${no}`;
  });
}

/** A contract's capital as it was recorded, by the rules of its terms: what may move next, and how it is shared out. One use: each step changes it. */
export class RecordedCapital {
  private readonly names: readonly string[];
  private readonly stack: { layers: (Layer | undefined)[]; called: bigint[] };
  private readonly reinvested: bigint[];

  /** @param movements In the order in which they were recorded, which is that of their days; of capital that the terms have. */
  constructor(
    private readonly terms: Terms,
    movements: readonly Movement[],
    coupons: readonly CouponRate[] = [],
  ) {
    this.names = capitalNames(terms);
    this.stack = {
      layers: terms.capital.map((capital) => (isGuarantee(capital) ? undefined : new Layer(capital, terms))),
      called: terms.capital.map(() => 0n),
    };
    this.reinvested = terms.capital.map(() => 0n);
    const rates = [...coupons].sort((a, b) => (a.on < b.on ? -1 : 1));
    for (const movement of movements) {
      while (rates[0] && rates[0].on <= movement.on) this.setRate(rates.shift()!);
      this.take(movement);
    }
    for (const rate of rates) this.setRate(rate);
  }

  /** Draws on what is committed; undefined when that is less, or a guarantee. */
  draw(name: string, on: LocalDate, amount: bigint): Movement[] | undefined {
    const layer = this.layer(name);
    if (!layer || amount > layer.undrawn) return undefined;
    const { again, fresh } = layer.draw(on, amount);
    this.reinvested[this.names.indexOf(name)]! += amount - fresh;
    return moving(on, name, [
      ...again.map((part) => ({ kind: 'reinvested' as const, ...part })),
      { kind: 'paid-in', amount: fresh },
    ]);
  }

  /** Shares out what is received by the terms' waterfall; `surplus` is more than anybody is owed that day. */
  receive(on: LocalDate, amount: bigint): { readonly movements: Movement[]; readonly surplus: bigint } {
    const movements: Movement[] = [];
    // Who has put in nothing has earned nothing, whatever the terms promise.
    const drawn = this.layers.filter(({ paidIn }) => paidIn > 0n);
    const add = (layer: Layer, parts: readonly Part[]) =>
      movements.push(...moving(on, this.names[this.stack.layers.indexOf(layer)]!, parts));
    const left = distribute(
      drawn,
      { on, amount },
      {
        principal: (layer, part) => {
          const before = layer.waiting;
          const repaid = layer.receivePrincipal(on, part);
          add(layer, [
            ...repaid.map((posting) => ({ kind: 'principal' as const, ...partOf(posting) })),
            { kind: 'kept', amount: layer.waiting - before },
          ]);
        },
        return: (layer, part) => {
          layer.payReturn(on, part);
          add(layer, [{ kind: 'return', amount: part }]);
        },
      },
    );
    return { movements, surplus: left.surplus + left.waiting };
  }

  /** Calls a guarantee for those it covers, in proportion to what each lacks; undefined when it is none, or they lack less, or less is left of it. */
  call(name: string, on: LocalDate, amount: bigint): Movement[] | undefined {
    if (amount > this.callable(name)) return undefined;
    const at = this.names.indexOf(name);
    const guarantee = this.terms.capital[at]!;
    const movements: Movement[] = [];
    share(coveredBy(guarantee, this.stack.layers), amount, this.lackOf(guarantee), (layer, part) => {
      const covered = this.names[this.stack.layers.indexOf(layer)]!;
      const parts = layer.lowest(part).map((each) => ({ kind: 'guarantee' as const, from: name, ...each }));
      movements.push(...moving(on, covered, parts));
    });
    for (const movement of movements) this.take(movement);
    return movements;
  }

  /** The most that may be called of a guarantee. */
  callable(name: string): bigint {
    const at = this.names.indexOf(name);
    const guarantee = this.terms.capital[at];
    if (!guarantee || !isGuarantee(guarantee)) return 0n;
    const left = minorUnits(guarantee.amount, this.terms.currency) - this.stack.called[at]!;
    const lacking = sum(coveredBy(guarantee, this.stack.layers).map(this.lackOf(guarantee)));
    return left < lacking ? left : lacking;
  }

  /** Gives up principal; undefined when less is outstanding. */
  writeOff(name: string, on: LocalDate, amount: bigint): Movement[] | undefined {
    const layer = this.layer(name);
    if (!layer || amount > layer.outstanding - layer.waiting) return undefined;
    const movements = moving(
      on,
      name,
      layer.lowest(amount).map((part) => ({ kind: 'loss', ...part })),
    );
    for (const movement of movements) this.take(movement);
    return movements;
  }

  standing(today: LocalDate): CapitalStanding[] {
    return this.terms.capital.map((capital, i) => {
      const layer = this.stack.layers[i];
      const committed = minorUnits(capital.amount, this.terms.currency);
      const of = { name: this.names[i]!, capital, committed };
      return layer
        ? { ...of, ...standingOf(layer, this.reinvested[i]!, today) }
        : { ...of, ...NOTHING, drawn: this.stack.called[i]!, undrawn: committed - this.stack.called[i]! };
    });
  }

  /** The whole course, when instalments to come are drawn by plan and this is received; instalments whose day has passed are drawn today. */
  forecast(receipts: readonly Receipt[], today: LocalDate, settledOn: LocalDate): CapitalForecast {
    const known = new Map(this.layers.map((layer) => [layer, layer.flows.length]));
    for (const layer of this.layers) layer.postpone(today);
    const last = [settledOn, today, ...receipts.map(({ on }) => on)].reduce((a, b) => (a > b ? a : b));
    const course = waterfall(this.terms, receipts, last, this.stack);
    const named = this.layers.map((layer) => ({ layer, name: this.names[this.stack.layers.indexOf(layer)]! }));
    return {
      ...course,
      results: new Map(named.map(({ name }, i) => [name, course.capital[i]!])),
      flows: named.flatMap(({ layer, name }) =>
        layer.flows.map((flow, i) => ({ ...flow, name, isExpected: i >= known.get(layer)! })),
      ),
    };
  }

  private get layers(): Layer[] {
    return this.stack.layers.filter((layer) => layer !== undefined);
  }

  private layer = (name: string): Layer | undefined => this.stack.layers[this.names.indexOf(name)];

  private lackOf =
    ({ share: guaranteed }: Capital) =>
    (layer: Layer): bigint => {
      const lacking = coveredLoss(layer, guaranteed, this.terms.rounding);
      // What came back and waits for the next instalment is not lost.
      const away = layer.outstanding - layer.waiting;
      return lacking < away ? lacking : away;
    };

  private setRate({ capital, on, rate }: CouponRate): void {
    this.stack.layers[capital]?.setRate(on, rate);
  }

  private take(movement: Movement): void {
    const at = this.names.indexOf(movement.capital);
    this.stack.layers[at]?.take(movement);
    if (movement.kind === 'reinvested') this.reinvested[at]! += movement.amount;
    const from = movement.from === undefined ? -1 : this.names.indexOf(movement.from);
    if (from >= 0) this.stack.called[from]! += movement.amount;
  }
}

type Part = Omit<Movement, 'on' | 'capital'>;

const partOf = ({ amount, generation }: Pick<Movement, 'amount' | 'generation'>) => ({
  amount,
  ...(generation === undefined ? {} : { generation }),
});

const moving = (on: LocalDate, capital: string, parts: readonly Part[]): Movement[] =>
  parts
    .filter(({ amount }) => amount > 0n)
    .map(({ generation = 1, ...part }) => ({ on, capital, ...part, ...(generation > 1 ? { generation } : {}) }));

const NOTHING = {
  ...{ reinvested: 0n, nextDraw: null, principal: 0n, return: 0n, guaranteed: 0n, lost: 0n, outstanding: 0n },
  ...{ waiting: 0n, byGeneration: [], returnDue: 0n, irrSoFar: null },
} satisfies Partial<CapitalStanding>;

function standingOf(layer: Layer, reinvested: bigint, today: LocalDate) {
  const { outstanding, capital } = layer;
  const rates = ratesThatFit(outstanding > 0n ? [...layer.flows, { on: today, amount: outstanding }] : layer.flows);
  return {
    ...{ drawn: layer.paidIn, reinvested, undrawn: layer.undrawn, nextDraw: layer.nextDraw ?? null },
    ...{ principal: layer.principal, return: layer.returned, guaranteed: layer.guaranteed, lost: layer.lost },
    ...{ outstanding, waiting: layer.waiting, byGeneration: layer.byGeneration },
    returnDue: takesTheRest(capital) ? null : layer.returnDue(today, 0n),
    irrSoFar: rates.length === 1 ? rates[0]! : null,
  };
}
