import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { ClaimDetails, CorrectionRequest } from '@ringvirkning/outcomes-api';
import { isFault, readNumber } from '@ringvirkning/reading';
import { useClaim, useContract } from '../api/queries.js';
import { useAction } from '../api/use-action.js';
import { useNames } from '../contracts/use-contract-context.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { Input, TextArea } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { ClaimVersions } from './claim-versions.js';

/** A claim that came back is corrected, and what was asked is answered. */
export function CorrectPage() {
  const { contractId = '', claimId = '' } = useParams();
  const [contract, claim] = [useContract(contractId), useClaim(claimId)];
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={contract} title={t('correct.title')}>
      {(its) => (
        <LoadedPage<ClaimDetails> query={claim} title={t('correct.title')}>
          {(data) => <CorrectView key={`${data.claimId} ${data.version}`} claim={data} contract={its} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

function CorrectView({ claim, contract }: { readonly claim: ClaimDetails; readonly contract: ContractDetails }) {
  const { t } = useText();
  const names = useNames(contract);
  const returned = claim.history.findLast(({ type }) => type === 'returned');
  return (
    <Page
      title={t('correct.title')}
      part={claim.pseudonym}
      lead={
        <p>
          <Link to={`/contracts/${contract.id}/claims/${claim.claimId}`}>
            {names.outcome(claim.outcome)} – {claim.pseudonym}
          </Link>
        </p>
      }
    >
      {claim.status === 'returned' && (
        <div className="alert alert-warning notice">
          <p className="alert-heading">{t('correct.why')}</p>
          <p className="alert-text">
            {returned?.note ?? t('correct.noWhy')}
            {returned?.byName && ` – ${returned.byName}`}
          </p>
        </div>
      )}
      {claim.status === 'attested' && <p className="alert alert-warning notice">{t('correct.attested')}</p>}
      <CorrectForm claim={claim} address={`/contracts/${contract.id}/claims/${claim.claimId}`} />
      {claim.versions.length > 0 && (
        <Section title={t('correct.versions')}>
          <ClaimVersions claim={claim} />
        </Section>
      )}
    </Page>
  );
}

function CorrectForm({ claim, address }: { readonly claim: ClaimDetails; readonly address: string }) {
  const { t, say, language } = useText();
  const navigate = useNavigate();
  const action = useAction();
  const [on, setOn] = useState<string>(claim.on);
  const [quantity, setQuantity] = useState(language === 'da' ? claim.quantity.replace('.', ',') : claim.quantity);
  const [externalRef, setExternalRef] = useState(claim.externalRef ?? '');
  const [answer, setAnswer] = useState('');
  const number = readNumber(quantity, language === 'da');
  const send = () => {
    if (isFault(number)) return;
    const body: CorrectionRequest = {
      version: claim.version,
      on: on as CorrectionRequest['on'],
      ...(claim.periodStart && { periodStart: claim.periodStart }),
      quantity: number,
      evidence: claim.evidence.map(({ digest, source, legalBasis }) => ({
        digest,
        source,
        ...(legalBasis !== undefined && { legalBasis }),
      })),
      ...(externalRef && { externalRef }),
      ...(answer && { answer }),
    };
    action.mutate(
      { path: `/api/outcomes/claims/${claim.claimId}/correction`, body },
      { onSuccess: () => void navigate(address) },
    );
  };
  return (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Input
        label={t('newClaim.on')}
        type="date"
        required
        max={todayInDenmark(new Date())}
        value={on}
        onChange={(event) => setOn(event.target.value)}
      />
      <Input
        label={t('claims.quantity')}
        inputMode="decimal"
        required
        error={isFault(number) ? say(number) : undefined}
        value={quantity}
        onChange={(event) => setQuantity(event.target.value)}
      />
      <Input
        label={t('newClaim.ref')}
        maxLength={100}
        value={externalRef}
        onChange={(event) => setExternalRef(event.target.value)}
      />
      <TextArea
        label={t('correct.answer')}
        rows={3}
        maxLength={2000}
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
      />
      <p>
        <button type="submit" className="button button-primary" disabled={action.isPending}>
          {t(action.isPending ? 'state.saving' : 'correct.send')}
        </button>
      </p>
      {action.error && <ErrorNotice error={action.error} focus />}
    </form>
  );
}
