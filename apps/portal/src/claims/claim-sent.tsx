import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Claim } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';

/** What became of a claim that was sent; it takes focus, since what one wrote in is gone or empty. A refused claim is a recorded fact with reasons, not an error. */
export function ClaimSent({ claim }: { readonly claim: Claim }) {
  const { t, say } = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [claim.claimId]);
  const link = (
    <>
      <Link to={`/contracts/${claim.contractId}/claims/${claim.claimId}`}>{t('claims.details')}</Link>{' '}
      <Link to="/due">{t('due.title')}</Link>
    </>
  );
  if (claim.status !== 'refused')
    return (
      <div className="alert alert-success notice" role="status" tabIndex={-1} ref={box}>
        <p className="alert-text">
          {t('newClaim.accepted')} {link}
        </p>
      </div>
    );
  return (
    <div className="alert alert-warning notice" role="alert" tabIndex={-1} ref={box}>
      <p className="alert-heading">{t('newClaim.refused')}</p>
      <ul className="notice-list">
        {claim.checks
          .filter(({ passed }) => !passed)
          .map(({ check, da, en }) => (
            <li key={check}>{da && en ? say({ da, en }) : t(`check.${check}`)}</li>
          ))}
      </ul>
      <p>{link}</p>
    </div>
  );
}
