import { Link } from 'react-router';
import type { Claim } from '@ringvirkning/outcomes-api';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';

const CORRECTABLE: readonly Claim['status'][] = ['claimed', 'returned', 'attested'];

/** The way to correct a claim, while that is possible, for those who claim. */
export function CorrectLink({ claim }: { readonly claim: Pick<Claim, 'claimId' | 'contractId' | 'status'> }) {
  const { t } = useText();
  const may = useMay();
  if (!may('outcomes.claim') || !CORRECTABLE.includes(claim.status)) return null;
  return (
    <Link
      className={claim.status === 'returned' ? 'button button-primary' : 'button button-tertiary'}
      to={`/contracts/${claim.contractId}/claims/${claim.claimId}/correct`}
    >
      {t('correct.title')}
    </Link>
  );
}
