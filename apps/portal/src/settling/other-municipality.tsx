import type { OtherMunicipality as Other } from '@ringvirkning/benefits-api';
import { useText } from '../i18n/i18n.js';

/** A reason as it is told: a rule by its sentence, and what people wrote as they wrote it. */
export function useReason(): (reason: string) => string {
  const { word } = useText();
  return (reason) => word('share.fault', reason);
}

/** The other municipality of an agreement or a settlement, and where the last letter to it is. */
export function OtherMunicipality({
  other: { name, leads, letter, fault },
  of,
}: {
  readonly other: Other;
  readonly of: 'agreement' | 'settlement';
}) {
  const { t } = useText();
  const told = useReason();
  const reason = fault === null ? '' : told(fault);
  return (
    <>
      <p className="note">{t(leads ? 'share.otherLeads' : 'share.otherWith', { name })}</p>
      {letter === 'sent' && !leads && <p>{t(`share.letter.sent.${of}`, { name })}</p>}
      {letter === 'refused' && <p role="alert">{t('share.letter.refused', { name, reason })}</p>}
      {letter === 'lost' && <p role="alert">{t('share.letter.lost', { name, reason })}</p>}
    </>
  );
}
