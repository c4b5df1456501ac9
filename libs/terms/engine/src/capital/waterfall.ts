import { localDate, minorUnits, splitExactly, sum, yearOf, type LocalDate, type Sentence } from '@ringvirkning/kernel';
import {
  type Capital,
  type CouponRate,
  type Evaluation,
  multiply,
  parseRational,
  type Payment,
  rational,
  repayersOf,
  type Rounding,
  roundTo,
  type Terms,
  toDecimal,
} from '@ringvirkning/terms-language';
import { ratesThatFit } from './irr.js';
import { severalRates } from './several-rates.js';
import { Layer } from './layer.js';

export interface Receipt {
  readonly on: LocalDate;
  readonly amount: bigint;
  /** A result that sets the rate of a coupon table; it comes before the money of its day. */
  readonly coupon?: Pick<CouponRate, 'capital' | 'rate'>;
}

/** Every movement is a posting, also a guaranteed and a lost amount. */
export interface Posting {
  readonly on: LocalDate;
  readonly party: string;
  readonly kind: 'paid-in' | 'principal' | 'return' | 'guarantee' | 'loss';
  readonly amount: bigint;
  /** guarantee: who pays it. */
  readonly from?: string;
  /** paid-in, principal: which use of the money it is; absent is the first, that of new money. A paid-in of a later generation is principal that came back the same day. */
  readonly generation?: number;
}

export interface CapitalResult {
  readonly party: string;
  readonly kind: Capital['kind'];
  /** New money. */
  readonly paidIn: bigint;
  /** Principal that the provider got back (not what was reinvested). */
  readonly principal: bigint;
  readonly return: bigint;
  readonly guaranteed: bigint;
  readonly lost: bigint;
  /** All that came back ÷ paid in, e.g. `'1.22'`; null when nothing was paid in. */
  readonly multiple: string | null;
  /** Internal rate of return per year, e.g. `'0.051'`; null when no rate fits, or several. */
  readonly irr: string | null;
  /** Why there is no internal rate of return although money came back: several rates fit, and which. */
  readonly irrRemark?: Sentence;
}

export interface Waterfall {
  readonly postings: readonly Posting[];
  readonly capital: readonly CapitalResult[];
  readonly guarantees: readonly { readonly party: string; readonly amount: bigint; readonly called: bigint }[];
  /** Received beyond all principal and agreed return. */
  readonly surplus: bigint;
}

/** Senior before subordinated before equity and grants; those of one rank share in proportion. */
const RANKS: readonly (readonly Capital['kind'][])[] = [['senior-loan'], ['subordinated-loan'], ['equity', 'grant']];

/** Providers and guarantors in the order of the terms, as they stand before the receipts. */
export interface Stack {
  /** Undefined for guarantees. */
  readonly layers: readonly (Layer | undefined)[];
  /** What was called before of each guarantee. */
  readonly called: readonly bigint[];
}

const newStack = (terms: Terms): Stack => ({
  layers: terms.capital.map((capital) => (isGuarantee(capital) ? undefined : new Layer(capital, terms))),
  called: terms.capital.map(() => 0n),
});

export const isGuarantee = ({ kind }: Pick<Capital, 'kind'>): boolean => kind === 'first-loss-guarantee';

/**
 * Distributes what is received over the capital stack: rank by rank, principal before return, the return up to its cap. On the settlement day
 * what is still outstanding is a loss; guarantees are called in the stated order. What comes before the day of a principal waits for it. Principal that comes back
 * may pay later instalments (recycling) and then keeps its generation. A coupon table's rate follows the results. Amounts in minor units.
 * @param stack Where it goes on from; default: nothing has been paid in.
 */
export function waterfall(
  terms: Terms,
  receipts: readonly Receipt[],
  settledOn: LocalDate,
  stack: Stack = newStack(terms),
): Waterfall {
  const layers = stack.layers.filter((layer) => layer !== undefined);
  const postings: Posting[] = [];
  let [surplus, waiting] = [0n, 0n];
  for (const receipt of [...receipts, ...maturities(layers, settledOn)].sort(inTheirOrder)) {
    const { on, coupon } = receipt;
    for (const layer of layers) postings.push(...layer.payInUntil(on));
    if (coupon) stack.layers[coupon.capital]?.setRate(on, coupon.rate);
    const left = distribute(
      layers,
      { on, amount: waiting + receipt.amount, isLast: on >= settledOn },
      {
        principal: (layer, part) => postings.push(...layer.receivePrincipal(on, part)),
        return: (layer, part) => postings.push(layer.payReturn(on, part)),
      },
    );
    waiting = left.waiting;
    surplus += left.surplus;
  }
  for (const layer of layers) postings.push(...layer.payInUntil(settledOn), ...layer.release(settledOn));
  const guarantees = callGuarantees(terms, stack, settledOn, postings);
  for (const layer of layers)
    if (layer.outstanding > 0n)
      postings.push({ on: settledOn, party: layer.capital.party, kind: 'loss', amount: layer.outstanding });
  return { postings, capital: layers.map((layer) => resultOf(layer)), guarantees, surplus };
}

const inTheirOrder = (a: Receipt, b: Receipt): number =>
  a.on === b.on ? Number(b.coupon !== undefined) - Number(a.coupon !== undefined) : a.on < b.on ? -1 : 1;

/** What is done with a part of a receipt. */
type Pay = (layer: Layer, part: bigint) => void;

/** The days on which principal falls due, as receipts of nothing: what waits for it is then paid. */
const maturities = (layers: readonly Layer[], settledOn: LocalDate): Receipt[] =>
  layers.flatMap(({ capital: { principalOn } }) =>
    principalOn === undefined ? [] : { on: principalOn < settledOn ? principalOn : settledOn, amount: 0n },
  );

/** What is left of a receipt: it waits for the day on which principal falls due, or nobody is owed it. */
interface Left {
  readonly waiting: bigint;
  readonly surplus: bigint;
}

/**
 * Rank by rank: returns that come before principal, the principal that is due, the other returns. While principal of a rank waits for its day, what is left
 * waits with it, and lower ranks get nothing; on the last day all is due.
 */
export function distribute(
  layers: readonly Layer[],
  { on, amount, isLast = false }: Pick<Receipt, 'on' | 'amount'> & { readonly isLast?: boolean },
  pay: { readonly principal: Pay; readonly return: Pay },
): Left {
  let rest = amount;
  const payReturns = (of: readonly Layer[]): void => {
    rest -= share(of, rest, (layer) => layer.returnDue(on, rest), pay.return);
  };
  for (const rank of RANKS) {
    const ranked = layers.filter((layer) => rank.includes(layer.capital.kind));
    const isFirst = ({ capital }: Layer): boolean => capital.returnFirst === true;
    const isDue = (layer: Layer): boolean => isLast || layer.isPrincipalDue(on);
    payReturns(ranked.filter(isFirst));
    rest -= share(ranked.filter(isDue), rest, (layer) => layer.principalDue, pay.principal);
    payReturns(ranked.filter((layer) => !isFirst(layer)));
    if (ranked.some((layer) => !isDue(layer) && layer.principalDue > 0n)) return { waiting: rest, surplus: 0n };
  }
  return { waiting: 0n, surplus: rest };
}

/** Shares at most `available` in proportion to what each is due; returns what was shared out. */
export function share(layers: readonly Layer[], available: bigint, dueTo: (layer: Layer) => bigint, pay: Pay): bigint {
  const due = layers.map(dueTo);
  const wanted = sum(due);
  const total = wanted < available ? wanted : available;
  if (total <= 0n) return 0n;
  for (const [i, part] of splitExactly(total, due).entries()) if (part > 0n) pay(layers[i]!, part);
  return total;
}

function callGuarantees(
  terms: Terms,
  { layers, called }: Stack,
  on: LocalDate,
  postings: Posting[],
): Waterfall['guarantees'] {
  return terms.capital.flatMap((guarantee, i) => {
    if (!isGuarantee(guarantee)) return [];
    const amount = minorUnits(guarantee.amount, terms.currency);
    const now = share(
      coveredBy(guarantee, layers),
      amount - called[i]!,
      (layer) => coveredLoss(layer, guarantee.share, terms.rounding),
      (layer, part) => postings.push(layer.guarantee(on, part, guarantee.party)),
    );
    return { party: guarantee.party, amount, called: called[i]! + now };
  });
}

export const coveredBy = ({ covers = [] }: Capital, layers: Stack['layers']): Layer[] =>
  layers.filter((layer) => layer !== undefined && covers.includes(layer.capital.party)) as Layer[];

/** The whole loss, or what is missing to the guaranteed share of the principal (rounded by the contract's rule). */
export function coveredLoss(layer: Layer, guaranteed: string | undefined, rounding: Rounding): bigint {
  if (guaranteed === undefined) return layer.outstanding;
  const floor = roundTo(multiply(parseRational(guaranteed), rational(layer.paidIn)), rounding);
  const missing = floor - (layer.paidIn - layer.outstanding);
  return missing > 0n ? missing : 0n;
}

export function resultOf(layer: Layer): CapitalResult {
  const rates = ratesThatFit(layer.flows);
  return {
    party: layer.capital.party,
    kind: layer.capital.kind,
    paidIn: layer.paidIn,
    principal: layer.principal,
    return: layer.returned,
    guaranteed: layer.guaranteed,
    lost: layer.lost + layer.outstanding,
    multiple:
      layer.paidIn === 0n
        ? null
        : toDecimal(rational(layer.principal + layer.returned + layer.guaranteed, layer.paidIn), 4),
    irr: rates.length === 1 ? rates[0]! : null,
    ...(rates.length > 1 ? { irrRemark: severalRates(rates) } : {}),
  };
}

type Paid = Pick<Evaluation, 'payments' | 'cutOff' | 'coupons'>;

/** What reaches the capital stack: the payments to those who repay it, and what the results give by coupon tables. */
export const receiptsOf = (terms: Pick<Terms, 'parties' | 'payees'>, paid: Paid): Receipt[] => {
  const { parties } = repayersOf(terms);
  return [
    ...paymentDays(paid, ({ payee }) => parties.includes(payee)),
    ...(paid.coupons ?? []).map(({ on, capital, rate }) => ({ on, amount: 0n, coupon: { capital, rate } })),
  ];
};

/** What is paid in each budget year, on its last day (the cut-off, for the year that it lies in). */
export function paymentDays(
  { payments, cutOff }: Pick<Paid, 'payments' | 'cutOff'>,
  counts: (payment: Payment) => boolean = () => true,
): Receipt[] {
  const years = Map.groupBy(payments.filter(counts), ({ year }) => year);
  return [...years].map(([year, own]) => ({
    on: year === yearOf(cutOff) ? cutOff : localDate(`${year}-12-31`),
    amount: sum(own.map(({ amount }) => amount)),
  }));
}
