import type { LocalDate } from '@ringvirkning/kernel';
import { type Rational, ZERO } from '@ringvirkning/terms-language';
import { dailyFactorOf, type Flow, worthOn } from './irr.js';

/** A greatest internal rate of return: how much return it leaves room for. */
export class IrrCap {
  private readonly factor: bigint;

  /** @param rate Per year, `'0.08'` is 8 %. */
  constructor(rate: string) {
    this.factor = dailyFactorOf(rate);
  }

  /**
   * The return that may be paid on a day in minor units: what was put in has grown to at the rate, less what was got back, likewise grown, and less what is
   * still outstanding. So the rate is never passed, when the principal comes back the same day or later.
   */
  room(flows: readonly Flow[], on: LocalDate, outstanding: bigint): Rational {
    const missing = worthOn(flows, on, this.factor);
    const room = { n: -missing.n - outstanding * missing.d, d: missing.d };
    return room.n > 0n ? room : ZERO;
  }
}
