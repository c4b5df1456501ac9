import { useQuery } from '@tanstack/react-query';
import type { ContractDetails, Simulation } from '@ringvirkning/contracts-api';
import { write } from '../api/http.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { modelTexts } from '../i18n/model-texts.js';
import { Section } from '../layout/page.js';
import { ByYearTable, WorstTable } from '../try-model/result-tables.js';
import { Loaded } from '../ui/notices.js';

addTexts(modelTexts);

/** What a draft costs each payer, for whoever is asked to approve it: the most it can be, and year by year what the terms plan. */
export function DraftCosts({ contract }: { readonly contract: ContractDetails }) {
  const { t } = useText();
  const costs = useQuery({
    queryKey: ['draft-costs', contract.id, contract.termsDigest],
    queryFn: ({ signal }) =>
      write<Simulation>({
        path: '/api/contracts/simulations',
        body: { terms: contract.source.text, success: [], runs: 0 },
        idempotencyKey: crypto.randomUUID(),
        signal,
      }),
    staleTime: Infinity,
  });
  return (
    <Section title={t('sign.costs')}>
      <Loaded<Simulation> query={costs}>
        {(simulation) => (
          <>
            <WorstTable simulation={simulation} />
            {simulation.plans && (
              <details className="source">
                <summary>{t('sign.costsByYear')}</summary>
                <ByYearTable simulation={simulation} forecast={simulation.plan} />
              </details>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
