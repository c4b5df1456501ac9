import { Link } from 'react-router';
import type { PartnerAgreements, PartnershipMember } from '@ringvirkning/partnership-api';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { nameOf } from './names.js';

interface NotAgreedProps {
  readonly notAgreed: PartnerAgreements['notAgreed'];
  readonly members: readonly PartnershipMember[];
}

/** What this version could tell partners and no agreement covers, with the way to another agreement beside that does. */
export function NotAgreed({ notAgreed, members }: NotAgreedProps) {
  const { t, word } = useText();
  const may = useMay();
  return notAgreed.map(({ with: partner, flows }) => {
    const name = nameOf(members, partner);
    const types = (isTheirs: boolean) =>
      flows.filter(({ from }) => (from === partner) === isTheirs).map(({ type }) => word('ptn.type', type));
    return (
      <div key={partner} className="alert alert-info notice">
        <p className="alert-text">
          {t('ptn.notAgreed', { name })}
          {[false, true].map(
            (isTheirs) =>
              types(isTheirs).length > 0 && (
                <span key={String(isTheirs)} className="cell-line">
                  {t(isTheirs ? 'ptn.weGet' : 'ptn.weGive')}: {types(isTheirs).join(', ')}
                </span>
              ),
          )}
          {may('partnership.agree') && (
            <Link to={`/partnership/agreements/new?beside=${partner}`}>{t('ptn.agreeBeside', { name })}</Link>
          )}
        </p>
      </div>
    );
  });
}
