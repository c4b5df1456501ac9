import { useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { Enrolled, EnrolRequest } from '@ringvirkning/outcomes-api';
import { ProblemError } from '../api/problem.js';
import { useContract } from '../api/queries.js';
import { useAction } from '../api/use-action.js';
import { useNames } from '../contracts/use-contract-context.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { EnrolFile } from '../import/enrol-file.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice, SuccessNotice } from '../ui/notices.js';
import { payingMunicipalities } from './paying-municipalities.js';

/** People come into a contract: one by one, or all of a file. */
export function EnrolPage() {
  const { contractId = '' } = useParams();
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={useContract(contractId)} title={t('people.enrol')}>
      {(contract) => <EnrolView contract={contract} />}
    </LoadedPage>
  );
}

function EnrolView({ contract }: { readonly contract: ContractDetails }) {
  const { t } = useText();
  const { title } = useNames(contract);
  return (
    <Page
      title={t('people.enrol')}
      part={title}
      lead={
        <>
          <p>{t('enrol.intro')}</p>
          <p>
            <Link to={`/contracts/${contract.id}/participants`}>{title}</Link>
          </p>
        </>
      }
    >
      <Section title={t('enrol.one')}>
        <OneForm contract={contract} />
      </Section>
      <Section title={t('enrol.many')}>
        <EnrolFile contractId={contract.id} />
      </Section>
    </Page>
  );
}

interface Draft {
  readonly cpr: string;
  readonly key: string;
  readonly newPerson: boolean;
  readonly referredOn: string;
  readonly startedOn: string;
  readonly group: string;
  readonly cohort: string;
  readonly payer: string;
}

const requestOf = ({ cpr, key, newPerson, referredOn, startedOn, group, cohort, payer }: Draft) =>
  ({
    ...(cpr && { cpr }),
    ...(key && { key }),
    ...(newPerson && { newPerson }),
    referredOn: referredOn as EnrolRequest['referredOn'],
    ...(startedOn && { startedOn: startedOn as EnrolRequest['referredOn'] }),
    ...(group && { group }),
    ...(cohort && { cohort }),
    ...(payer && { payingMunicipality: payer }),
  }) satisfies EnrolRequest;

function OneForm({ contract }: { readonly contract: ContractDetails }) {
  const { t } = useText();
  const action = useAction<Enrolled>();
  const today = todayInDenmark(new Date());
  const [draft, setDraft] = useState<Draft>({
    cpr: '',
    key: '',
    newPerson: false,
    referredOn: today,
    startedOn: '',
    group: '',
    cohort: '',
    payer: '',
  });
  const [nobody, setNobody] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const toTheNext = () => form.current?.querySelector('input')?.focus();
  const set = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const send = () => {
    const isNobody = draft.cpr.trim() === '' && draft.key.trim() === '';
    setNobody(isNobody);
    if (isNobody) return;
    action.mutate({
      path: `/api/outcomes/contracts/${contract.id}/participants`,
      body: requestOf(draft),
      done: () => set({ cpr: '', key: '', newPerson: false }),
      goOn: toTheNext,
    });
  };
  const resembles = action.error instanceof ProblemError && action.error.problem.code === 'outcomes.key-resembles';
  return (
    <form
      ref={form}
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Input
        label={t('enrol.keyOptional')}
        hint={t('people.keyHint')}
        error={nobody ? t('enrol.nobody') : undefined}
        maxLength={100}
        autoComplete="off"
        value={draft.key}
        onChange={(event) => set({ key: event.target.value })}
      />
      <Input
        label={t('enrol.cpr')}
        hint={t('enrol.cprHint')}
        maxLength={11}
        inputMode="numeric"
        autoComplete="off"
        value={draft.cpr}
        onChange={(event) => set({ cpr: event.target.value })}
      />
      <Input
        label={t('people.referred')}
        type="date"
        required
        max={today}
        value={draft.referredOn}
        onChange={(event) => set({ referredOn: event.target.value })}
      />
      <Input
        label={t('people.startedOptional')}
        type="date"
        min={draft.referredOn}
        value={draft.startedOn}
        onChange={(event) => set({ startedOn: event.target.value })}
      />
      <PlaceFields contract={contract} draft={draft} set={set} />
      {resembles && (
        <label className="form-label">
          <input
            type="checkbox"
            checked={draft.newPerson}
            onChange={(event) => set({ newPerson: event.target.checked })}
          />{' '}
          {t('enrol.newPerson')}
        </label>
      )}
      <p>
        <button type="submit" className="button button-primary" disabled={action.isPending}>
          {t(action.isPending ? 'state.saving' : 'enrol.send')}
        </button>
      </p>
      {action.error && <ErrorNotice error={action.error} focus />}
      {action.data && (
        <SuccessNotice>
          {t('enrol.done', { pseudonym: action.data.pseudonym })}{' '}
          {action.data.warnings.length > 0 && t('enrol.modulus')}{' '}
          <Link to={`/contracts/${contract.id}/participants/${action.data.participantId}`}>{t('act.open')}</Link>
        </SuccessNotice>
      )}
    </form>
  );
}

function PlaceFields({
  contract,
  draft,
  set,
}: {
  readonly contract: ContractDetails;
  readonly draft: Draft;
  set(change: Partial<Draft>): void;
}) {
  const { t, say } = useText();
  const { terms } = useNames(contract);
  const payers = payingMunicipalities(contract);
  const fields = [
    ['group', t('people.group'), terms.groups.map(({ code, name }) => [code, say(name)])],
    ['cohort', t('people.cohort'), terms.cohorts.map(({ code, name }) => [code, say(name)])],
    ['payer', t('people.payer'), payers.length > 1 ? payers.map(({ id, name }) => [id, name]) : []],
  ] as const;
  return fields
    .filter(([, , options]) => options.length > 0)
    .map(([field, label, options]) => (
      <Select key={field} label={label} value={draft[field]} onChange={(event) => set({ [field]: event.target.value })}>
        <option value="">–</option>
        {options.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
    ));
}
