import type { ProvisionDocument } from '../provision.js';

type Shares = NonNullable<ProvisionDocument['rules'][number]['shares']>;

/** The state refunds a share of a municipal service; the rest stays with the municipality. Decimals of the state's share: 0.25. */
export const refunded = (state: string, rest: string, steeringArea: 'service' | 'transfers' = 'service'): Shares => [
  { treasury: 'municipality', steeringArea, share: rest },
  { treasury: 'state', share: state },
];
export const half = refunded('0.5', '0.5');
export const municipal: Shares = [{ treasury: 'municipality', steeringArea: 'service', share: '1' }];
