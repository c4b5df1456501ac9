import type { ValuationModelCreated, ValuationModelItem } from '@ringvirkning/benefits-api';
import type { StoredModel } from '../persistence/model.store.js';

export const presentCreated = ({ id, model, digest, document }: StoredModel): ValuationModelCreated => ({
  id,
  model,
  code: document.code,
  version: document.version,
  digest,
});

export function presentModel(stored: StoredModel): ValuationModelItem {
  const { title, currency, validFrom, priceLevelYear, source, outcomes, prices } = stored.document;
  return {
    ...presentCreated(stored),
    title,
    currency,
    validFrom,
    priceLevelYear,
    source,
    outcomes: Object.keys(outcomes),
    prices: Object.keys(prices).length,
    assumptions: Object.values(prices).filter((price) => price.basis === 'assumption').length,
    createdAt: stored.createdAt,
  };
}
