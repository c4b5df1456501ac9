import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ContractDetails, DraftRemark, DraftRemarks as Remarks } from '@ringvirkning/contracts-api';
import { get } from '../api/http.js';
import { useMay } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { draftTexts } from '../i18n/draft-texts.js';
import { Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { Select, TextArea } from '../ui/forms.js';
import { Empty, ErrorNotice, Loaded } from '../ui/notices.js';
import { useContractContext } from './use-contract-context.js';

addTexts(draftTexts);

/** What the parties say of a draft: comments on clauses, proposals, and what was answered; and who can see it. */
export function DraftRemarks({ contract }: { readonly contract: ContractDetails }) {
  const { t } = useText();
  const may = useMay();
  const path = `/api/contracts/${contract.id}/remarks`;
  const remarks = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Remarks>(path, signal) });
  const isOpen = contract.status === 'draft' && contract.joint?.isLedHere !== false;
  if (!isOpen && (remarks.data?.items.length ?? 0) === 0) return null;
  return (
    <Section title={t('remarks.title')}>
      {isOpen && (
        <p className="note">{t('draft.whoText', { parties: contract.parties.map(({ name }) => name).join(', ') })}</p>
      )}
      <Loaded<Remarks> query={remarks}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t('remarks.none')}</Empty>
          ) : (
            <ol className="remarks">
              {items.map((remark) => (
                <li key={remark.id}>
                  <RemarkView contract={contract} remark={remark} isOpen={isOpen} />
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
      {isOpen && may('contracts.negotiate') && (
        <>
          <CommentForm key={contract.version} contract={contract} />
          <p>
            <Link className="button button-secondary" to={`/contracts/${contract.id}/propose`}>
              {t('remarks.propose')}
            </Link>
          </p>
        </>
      )}
    </Section>
  );
}

interface RemarkProps {
  readonly contract: ContractDetails;
  readonly remark: DraftRemark;
  readonly isOpen: boolean;
}

function RemarkView({ contract, remark, isOpen }: RemarkProps) {
  const { t, instant } = useText();
  const may = useMay();
  const { organisation } = useContractContext();
  const { id, kind, version, path, words, by, at, answer } = remark;
  return (
    <article>
      <p>
        <strong>{t(`remarks.${kind}`)}</strong>{' '}
        <span className="note">
          {t('remarks.by', { name: by.name, organisation: organisation(by.organisation), at: instant(at), version })}
        </span>
        {path && (
          <>
            {' '}
            <code>{path}</code>
          </>
        )}
      </p>
      <p className="remark-words">{words}</p>
      {answer && (
        <p>
          <strong>{t(`remarks.${answer.outcome}`)}</strong>{' '}
          <span className="note">
            {t('remarks.answeredBy', { name: answer.by.name, at: instant(answer.at) })}
            {answer.version !== null && ` · ${t('draft.versionNo', { version: answer.version })}`}
          </span>{' '}
          {answer.words}
        </p>
      )}
      {kind === 'proposal' && (
        <p className="notice-actions">
          <Link to={`/contracts/${contract.id}/differences?proposal=${id}`}>{t('remarks.differences')}</Link>
          {isOpen &&
            !answer &&
            may('contracts.create') &&
            (['accepted', 'refused'] as const).map((outcome) => (
              <ActionButton
                key={outcome}
                label={t(`remarks.do.${outcome}`)}
                about={by.name}
                ask={t(`remarks.ask.${outcome}`, { version: contract.version + 1 })}
                text="note"
                kind={outcome === 'accepted' ? 'primary' : 'secondary'}
                act={(note) => ({
                  path: `/api/contracts/${contract.id}/remarks/${id}/answer`,
                  body: { outcome, words: note },
                })}
              />
            ))}
        </p>
      )}
    </article>
  );
}

function CommentForm({ contract }: { readonly contract: ContractDetails }) {
  const { t, say } = useText();
  const { terms } = useContractContext();
  const [path, setPath] = useState('');
  const [words, setWords] = useState('');
  const action = useAction({ text: t('remarks.said') });
  const clauses: readonly (readonly [path: string, name: string])[] = [
    ['', t('remarks.whole')],
    ...terms.outcomes.map(({ name }, index) => [`outcomes[${index}]`, say(name)] as const),
    ['caps', t('terms.caps')],
    ['payers', t('terms.payers')],
    ['capital', t('remarks.capital')],
    ['period', t('terms.period')],
  ];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        action.mutate({
          path: `/api/contracts/${contract.id}/remarks`,
          body: { version: contract.version, words, ...(path === '' ? {} : { path }) },
          done: () => setWords(''),
        });
      }}
    >
      <Select label={t('remarks.about')} value={path} onChange={(event) => setPath(event.target.value)}>
        {clauses.map(([place, name]) => (
          <option key={place} value={place}>
            {name}
          </option>
        ))}
      </Select>
      <TextArea
        label={t('remarks.words')}
        hint={t('remarks.hint')}
        rows={3}
        maxLength={4000}
        required
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <button type="submit" className="button button-secondary" disabled={action.isPending || words.trim() === ''}>
        {t(action.isPending ? 'state.saving' : 'remarks.comment.send')}
      </button>
      {action.error && <ErrorNotice error={action.error} focus />}
    </form>
  );
}
