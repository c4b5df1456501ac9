import { Link } from 'react-router';
import type { ClaimDetails, ClaimPage } from '@ringvirkning/outcomes-api';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { useClaimsOf } from '../../api/queries.js';
import { useNames } from '../../contracts/use-contract-context.js';
import { useText } from '../../i18n/i18n.js';
import { Section } from '../../layout/page.js';
import { Loaded } from '../../ui/notices.js';
import { Table } from '../../ui/table.js';
import { Badge } from '../../ui/values.js';

/** What else was claimed for the same person. */
export function EarlierClaims({
  claim,
  contract,
}: {
  readonly claim: ClaimDetails;
  readonly contract: ContractDetails;
}) {
  const { t, date } = useText();
  const names = useNames(contract);
  const others = useClaimsOf(claim.contractId, claim.participantId);
  return (
    <Section title={t('review.earlier')}>
      <Loaded<ClaimPage> query={others}>
        {({ items }) => (
          <Table
            caption={t('review.earlier')}
            captionHidden
            rows={items.filter(({ claimId }) => claimId !== claim.claimId)}
            rowKey={({ claimId }) => claimId}
            empty={t('review.noEarlier')}
            columns={[
              {
                key: 'outcome',
                title: t('claims.outcome'),
                heading: true,
                cell: ({ claimId, outcome, followUp }) => (
                  <>
                    <Link to={`/contracts/${contract.id}/claims/${claimId}`}>{names.outcome(outcome)}</Link>
                    {followUp && <span className="cell-note">{names.followUp(followUp)}</span>}
                  </>
                ),
              },
              { key: 'on', title: t('claims.on'), cell: ({ on }) => date(on) },
              {
                key: 'status',
                title: t('claims.status'),
                cell: ({ status }) => <Badge state={status}>{t(`status.${status}`)}</Badge>,
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
