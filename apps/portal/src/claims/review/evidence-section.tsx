import { useState } from 'react';
import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import { useMay } from '../../api/session.js';
import { useText } from '../../i18n/i18n.js';
import { Section } from '../../layout/page.js';
import { PdfView } from './pdf-view.js';

type Evidence = ClaimDetails['evidence'][number];
const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

/** What the claim rests on, in the page where it can be shown. Who has to decide sees the first file at once; each file that is shown is a look that is logged. */
export function EvidenceSection({ claim }: { readonly claim: ClaimDetails }) {
  const { t } = useText();
  const decides = claim.mayTake.some((step) => step === 'attest' || step === 'verify');
  const first = claim.evidence.find(({ file }) => file);
  return (
    <Section title={t('claims.evidence')}>
      {claim.evidence.length === 0 && <p className="empty">{t('claims.noEvidence')}</p>}
      <ul className="evidence-list">
        {claim.evidence.map((evidence) => (
          <li key={`${evidence.digest}-${evidence.source}`}>
            <EvidenceItem
              evidence={evidence}
              address={`/api/outcomes/contracts/${claim.contractId}/evidence-files/${evidence.digest}`}
              shown={decides && evidence === first}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface ItemProps {
  readonly evidence: Evidence;
  readonly address: string;
  readonly shown: boolean;
}

function EvidenceItem({ evidence: { digest, source, legalBasis, file }, address, shown }: ItemProps) {
  const { t, word, size } = useText();
  const may = useMay();
  const [open, setOpen] = useState(shown);
  const mayOpen = may('outcomes.open-evidence');
  const title = [word('source', source), legalBasis].filter(Boolean).join(', ');
  return (
    <>
      <p className="evidence-head">
        <strong>{title}</strong>
        {file && (
          <span className="cell-note">
            {word('media', file.mediaType)}, {size(file.size)}
          </span>
        )}
      </p>
      {!file && <p className="note">{t('review.elsewhere')}</p>}
      {file && !mayOpen && <p className="note">{t('review.notYours')}</p>}
      {file && mayOpen && (
        <>
          {open && <Shown address={address} mediaType={file.mediaType} title={title} />}
          <p className="actions">
            {!open && canShow(file.mediaType) && (
              <button type="button" className="button button-secondary" onClick={() => setOpen(true)}>
                {t('review.show')}
                <span className="sr-only"> – {title}</span>
              </button>
            )}
            <a
              className="button button-tertiary"
              href={address}
              download={`${digest.slice(0, 12)}${endingOf(file.mediaType)}`}
            >
              {t('review.download')}
              <span className="sr-only"> – {title}</span>
            </a>
          </p>
        </>
      )}
      <details className="fingerprint">
        <summary>{t('review.fingerprint')}</summary>
        <code className="digest">{digest}</code>
      </details>
    </>
  );
}

const canShow = (mediaType: string): boolean => mediaType === 'application/pdf' || PICTURES.includes(mediaType);

function Shown({
  address,
  mediaType,
  title,
}: {
  readonly address: string;
  readonly mediaType: string;
  readonly title: string;
}) {
  const { t } = useText();
  if (mediaType === 'application/pdf') return <PdfView address={address} title={title} />;
  if (PICTURES.includes(mediaType)) return <img className="evidence-picture" src={address} alt={title} />;
  return <p className="note">{t('review.cannotShow')}</p>;
}

const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'image/gif': '.gif',
  'image/heic': '.heic',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.oasis.opendocument.text': '.odt',
  'application/vnd.oasis.opendocument.spreadsheet': '.ods',
};
const endingOf = (mediaType: string): string => ENDINGS[mediaType] ?? '';
