import { writtenAmount, writtenDate, type Currency, type ErrorDetail, type LocalDate } from '@ringvirkning/kernel';

/** What is still going on in a contract; minor units. */
export interface Matters {
  readonly today: LocalDate;
  /** See {@link settledFrom}. */
  readonly from: LocalDate;
  /** Claims that wait for a decision, or for the time of objections to be over. */
  readonly openClaims: number;
  /** Final claims that are on their way to these books. */
  readonly onTheWay: number;
  /** A run that nobody has authorised or cancelled. */
  readonly openRun: number | undefined;
  /** Whether the terms make other amounts payable than runs have authorised. */
  readonly isUnpaid: boolean;
  /** Names of municipalities that have not authorised their part. */
  readonly unanswered: readonly string[];
  /** Claims of the municipality that leads the contract that wait here. */
  readonly openDues: number;
  /** Paid to those who repay the capital, owed to its providers, and not passed on. */
  readonly toPassOn: bigint;
  /** Capital that neither came back nor is recorded as lost. */
  readonly outstanding: bigint;
}

const reason = (code: string, da: string, en: string): ErrorDetail => ({ code: `payments.${code}`, da, en });

/** Why a contract cannot be settled for good today; empty when it can. */
export function whyUnsettled(matters: Matters, currency: Currency): ErrorDetail[] {
  const { today, from, openClaims, onTheWay, openRun, isUnpaid, unanswered, openDues } = matters;
  if (today < from)
    return [
      reason(
        'settles-later',
        `Kontrakten løber endnu: den kan gøres op fra ${writtenDate(from, 'da-DK')}.`,
        `The contract still runs: it can be settled from ${writtenDate(from, 'en-GB')} on.`,
      ),
    ];
  return [
    openClaims > 0 &&
      reason(
        'claims-open',
        `${openClaims} indberetninger er ikke afgjort og endelige.`,
        `${openClaims} claims are not decided and final.`,
      ),
    onTheWay > 0 &&
      reason(
        'claims-on-the-way',
        `${onTheWay} endelige resultater er på vej til betalingerne. Prøv igen om lidt.`,
        `${onTheWay} final outcomes are on their way to payments. Try again in a while.`,
      ),
    openRun !== undefined &&
      reason(
        'settles-after-run',
        `Kørsel ${openRun} venter på attestation eller anvisning.`,
        `Run ${openRun} waits for certification or authorisation.`,
      ),
    openRun === undefined &&
      isUnpaid &&
      reason(
        'run-missing',
        'Vilkårene gør andre beløb betalbare, end kørslerne har anvist: beregn en sidste kørsel.',
        'The terms make other amounts payable than the runs have authorised: calculate a last run.',
      ),
    unanswered.length > 0 &&
      reason(
        'partners-open',
        `${unanswered.join(', ')} har ikke anvist sin del af den sidste kørsel.`,
        `${unanswered.join(', ')} has not authorised its part of the last run.`,
      ),
    openDues > 0 &&
      reason(
        'dues-open',
        `${openDues} krav fra den kommune, der fører kontrakten, er ikke besvaret.`,
        `${openDues} claims of the municipality that leads the contract are not answered.`,
      ),
    ...capitalReasons(matters, currency),
  ].filter((each) => each !== false);
}

function capitalReasons({ toPassOn, outstanding }: Matters, currency: Currency): ErrorDetail[] {
  const da = (amount: bigint): string => writtenAmount(amount, currency, 'da-DK');
  const en = (amount: bigint): string => writtenAmount(amount, currency, 'en-GB');
  if (toPassOn > 0n)
    return [
      reason(
        'capital-to-pass-on',
        `${da(toPassOn)} er betalt til dem, der tilbagebetaler kapitalen, og ikke registreret som givet videre.`,
        `${en(toPassOn)} was paid to those who repay the capital, and is not recorded as passed on.`,
      ),
    ];
  if (outstanding === 0n) return [];
  return [
    reason(
      'capital-outstanding',
      `${da(outstanding)} af kapitalen er hverken betalt tilbage eller registreret som tabt.`,
      `${en(outstanding)} of the capital is neither paid back nor recorded as lost.`,
    ),
  ];
}
