import { lazy, Suspense } from 'react';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { useAmendments } from './amendment-queries.js';
import { SignOffs } from './sign-offs.js';
import { TermsSections } from './terms-sections.js';
import { Loading } from '../ui/notices.js';
import { useContractContext } from './use-contract-context.js';

const SigningSection = lazy(() =>
  import('../signing/signing-section.js').then((it) => ({ default: it.SigningSection })),
);

const DraftVersions = lazy(() => import('./draft-versions.js').then((it) => ({ default: it.DraftVersions })));
const AmendmentsSection = lazy(() =>
  import('./amendments-section.js').then((it) => ({ default: it.AmendmentsSection })),
);
const DraftRemarks = lazy(() => import('./draft-remarks.js').then((it) => ({ default: it.DraftRemarks })));

/** The terms as a person reads them, with their sources and assumptions, and the document itself. A draft begins with what it costs and who must sign. */
export function TermsTab() {
  const { t } = useText();
  const { contract } = useContractContext();
  const isInForce = contract.activatedOn !== null;
  const amendments = useAmendments(contract.id, { enabled: isInForce });
  // Who signed what stands in the life line; while an amendment waits to be signed, that is the one to sign.
  const hasSignOffs = contract.status !== 'draft' && (!isInForce || (!amendments.isPending && !amendments.data?.open));
  // Whoever only an amendment names sees that alone.
  const isAhead = contract.status === 'draft' && contract.terms['amends'] !== undefined;
  const versions = (
    <Suspense fallback={<Loading />}>
      <DraftVersions contract={contract} />
      {!isAhead && <DraftRemarks contract={contract} />}
    </Suspense>
  );
  return (
    <>
      {contract.status === 'draft' && (
        <Suspense fallback={<Loading />}>
          <SigningSection contract={contract} />
        </Suspense>
      )}
      {contract.status === 'draft' && <SignOffs contract={contract} />}
      {contract.status === 'draft' && versions}
      {isInForce && (
        <Suspense fallback={<Loading />}>
          <AmendmentsSection contract={contract} />
        </Suspense>
      )}
      <TermsSections />
      {hasSignOffs && <SignOffs contract={contract} />}
      {contract.status !== 'draft' && versions}
      <Section title={t('terms.source')}>
        <p className="note digest">
          {t('terms.digest')}: <code>{contract.termsDigest}</code>
        </p>
        <details className="source">
          <summary>
            {t('terms.source')} ({contract.source.format.toUpperCase()})
          </summary>
          <pre tabIndex={0}>
            <code>{contract.source.text}</code>
          </pre>
        </details>
      </Section>
    </>
  );
}
