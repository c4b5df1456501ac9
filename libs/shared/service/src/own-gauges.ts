import type { GaugeValue } from '@ringvirkning/observability';

/** Gauges that are read off one thing, which is looked at once for all of them. */
export interface OwnGauges<Seen> {
  /** As the system. It must be cheap: it is asked at every scrape. */
  readonly look: () => Promise<Seen>;
  readonly gauges: readonly OwnGauge<Seen>[];
}
export interface OwnGauge<Seen> {
  /** Without the prefix `ringvirkning_`. */
  readonly name: string;
  readonly help: string;
  /** Names of labels: few values each, no ids, no people. */
  readonly labels?: readonly string[];
  readonly of: (seen: Seen) => readonly GaugeValue[];
}

/** What a service's module provides when it measures something of its own: an {@link OwnGauges}. */
export const OWN_GAUGES = Symbol('OwnGauges');
