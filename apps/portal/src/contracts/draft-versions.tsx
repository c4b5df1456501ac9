import { useState } from 'react';
import { Link } from 'react-router';
import type { ContractDetails, DraftDiscarded } from '@ringvirkning/contracts-api';
import { useMay } from '../api/session.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { useNames } from './use-contract-context.js';
import { draftTexts } from '../i18n/draft-texts.js';
import { Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { Select } from '../ui/forms.js';
import { Table } from '../ui/table.js';

addTexts(draftTexts);

/** What can be done with a draft, and every version there has been. */
export function DraftVersions({ contract }: { readonly contract: ContractDetails }) {
  const { t, instant } = useText();
  const { id, discarded, versions } = contract;
  const { organisation } = useNames(contract);
  return (
    <Section title={t('draft.versions')}>
      {discarded && (
        <p className="alert alert-info notice">
          {t('draft.discarded', { at: instant(discarded.at), reason: discarded.reason })}
        </p>
      )}
      <DraftActions contract={contract} />
      <Table
        caption={t('draft.versionsCaption')}
        captionHidden
        rows={versions}
        rowKey={({ version }) => String(version)}
        columns={[
          {
            key: 'version',
            title: t('draft.version'),
            heading: true,
            cell: ({ version }) => (
              <Link to={`/contracts/${id}/versions/${version}`}>{t('draft.versionNo', { version })}</Link>
            ),
          },
          { key: 'saved', title: t('draft.saved'), value: ({ createdAt }) => ({ at: createdAt }) },
          {
            key: 'by',
            title: t('draft.savedBy'),
            value: ({ createdBy, createdByName }) => createdByName ?? organisation(createdBy),
          },
          {
            key: 'frozen',
            title: t('draft.frozen'),
            value: ({ frozenAt }) => (frozenAt ? { at: frozenAt } : t('draft.notFrozen')),
          },
          {
            key: 'compare',
            title: t('draft.compare'),
            cell: ({ version }) =>
              versions.some((each) => each.version === version - 1) && (
                <Link to={`/contracts/${id}/differences?from=${version - 1}&to=${version}`}>
                  {t('draft.compareWith')}
                  <span className="sr-only"> – {t('draft.versionNo', { version })}</span>
                </Link>
              ),
          },
        ]}
      />
      {versions.length > 2 && <CompareAny contract={contract} />}
    </Section>
  );
}

function DraftActions({ contract }: { readonly contract: ContractDetails }) {
  const { t } = useText();
  const may = useMay();
  if (!may('contracts.create')) return null;
  const { id, ref, version, status, joint } = contract;
  const isOurDraft = status === 'draft' && joint?.isLedHere !== false;
  return (
    <p className="notice-actions">
      {isOurDraft && (
        <Link className="button button-primary" to={`/contracts/${id}/edit`}>
          {t('draft.edit')}
        </Link>
      )}
      <Link className="button button-secondary" to={`/contracts/draft?copy=${id}`}>
        {t('draft.copy')}
      </Link>
      {isOurDraft && (
        <ActionButton<DraftDiscarded>
          label={t('draft.discard')}
          ask={t('draft.discardAsk', { ref })}
          text="reason"
          kind="tertiary"
          act={(reason) => ({ path: `/api/contracts/${id}/discard`, body: { version, reason } })}
        />
      )}
    </p>
  );
}

function CompareAny({ contract: { id, version, versions } }: { readonly contract: ContractDetails }) {
  const { t } = useText();
  const [from, setFrom] = useState(String(versions.at(-1)!.version));
  const [to, setTo] = useState(String(version));
  const choice = (label: string, value: string, set: (value: string) => void) => (
    <Select label={label} value={value} onChange={(event) => set(event.target.value)}>
      {versions.map((each) => (
        <option key={each.version} value={each.version}>
          {each.version}
        </option>
      ))}
    </Select>
  );
  return (
    <div className="try-model-tools">
      {choice(t('draft.fromVersion'), from, setFrom)}
      {choice(t('draft.toVersion'), to, setTo)}
      <Link className="button button-secondary" to={`/contracts/${id}/differences?from=${from}&to=${to}`}>
        {t('draft.compare')}
      </Link>
    </div>
  );
}
