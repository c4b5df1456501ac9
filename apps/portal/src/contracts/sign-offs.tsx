import type { ContractDetails, ContractTask, GivenSignOff, RequiredSignOff } from '@ringvirkning/contracts-api';
import { Link } from 'react-router';
import { useContractTasks } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { jointTexts } from '../i18n/joint-texts.js';
import { signingTexts } from '../i18n/signing-texts.js';
import { Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { useSigning } from '../signing/queries.js';
import { Table } from '../ui/table.js';
import { AppropriationTable } from './appropriation-table.js';
import { lackingOf } from './joint-view.js';
import { Municipalities } from './municipalities.js';
import { useNames } from './use-contract-context.js';

addTexts(jointTexts);
addTexts(signingTexts);

type Line = RequiredSignOff & { readonly given: GivenSignOff | undefined };

/** What stands between a draft and its activation: who must sign, and which budget years need an appropriation. */
export function SignOffs({ contract }: { readonly contract: ContractDetails }) {
  const { t } = useText();
  const may = useMay();
  const { status, joint } = contract;
  const tasks = useContractTasks(status === 'draft' && (may('contracts.sign') || may('contracts.activate')));
  const own = tasks.data?.items.filter(({ contractId }) => contractId === contract.id) ?? [];
  return (
    <Section title={t('sign.title')}>
      {joint && <Municipalities contract={contract} joint={joint} />}
      <SignOffTable contract={contract} tasks={own} />
      <AppropriationTable contract={contract} />
      {status === 'draft' && <NextStep contract={contract} tasks={tasks.isSuccess ? own : undefined} />}
    </Section>
  );
}

/** Partners that have left will not accede any more: home goes on with a new version of the same terms, which is without them. */
function GoOnWithout({
  contract: { id, source, version, terms },
  names,
  mayGoOn,
}: {
  readonly contract: ContractDetails;
  readonly names: string;
  readonly mayGoOn: boolean;
}) {
  const { t } = useText();
  const again = {
    path: `/api/contracts/${id}/${terms['amends'] === undefined ? 'versions' : `amendments?from=${version}`}`,
    body: source.text,
    contentType: `application/${source.format}`,
  };
  return (
    <>
      <p className="note">{t('joint.gone', { names })}</p>
      {mayGoOn && <ActionButton label={t('joint.goOn')} ask={t('joint.goOnAsk', { names })} act={() => again} />}
    </>
  );
}

const OF_A_CONTRACT = {
  notReady: 'sign.notReady',
  waiting: 'joint.waiting',
  activate: 'sign.activate',
  activateAsk: 'sign.activateAsk',
} as const;
const OF_AN_AMENDMENT = {
  notReady: 'signing.amendment.notReady',
  waiting: 'signing.amendment.waiting',
  activate: 'signing.amendment.activate',
  activateAsk: 'signing.amendment.activateAsk',
} as const;

/** What puts the contract in force, or what a municipality that does not lead it does instead; or what either waits for. */
function NextStep({
  contract,
  tasks,
}: {
  readonly contract: ContractDetails;
  /** The caller's own; not there before they are known. */
  readonly tasks: readonly ContractTask[] | undefined;
}) {
  const { t } = useText();
  const may = useMay();
  const { organisation } = useNames(contract);
  const { id, ref, joint } = contract;
  const isCopy = joint !== null && !joint.isLedHere;
  const home = joint ? organisation(joint.home) : '';
  if (joint?.isWithdrawn) return <p className="note">{t('joint.withdrawn', { home })}</p>;
  const gone = joint?.partners.filter(({ hasLeft, missing }) => hasLeft && missing !== null) ?? [];
  if (gone.length > 0) {
    const names = gone.map((partner) => organisation(partner.organisation)).join(', ');
    return <GoOnWithout contract={contract} names={names} mayGoOn={!isCopy && may('contracts.create')} />;
  }
  const lacking = lackingOf(contract);
  const words = contract.terms['amends'] === undefined ? OF_A_CONTRACT : OF_AN_AMENDMENT;
  if (lacking === 'here') return <p className="note">{t(isCopy ? 'joint.notReady' : words.notReady)}</p>;
  if (lacking === 'home') return <p className="note">{t(words.waiting, { home })}</p>;
  // Who signed or recorded an appropriation leaves it to another: the service lists whom it waits for.
  const mine = tasks?.some(({ kind }) => kind === (isCopy ? 'accede' : 'activate'));
  if (mine)
    return (
      <p>
        <ActionButton
          kind="primary"
          label={t(isCopy ? 'joint.accede' : words.activate)}
          ask={isCopy ? t('joint.accedeAsk', { ref, home }) : t(words.activateAsk, { ref })}
          act={() => ({ path: `/api/contracts/${id}/${isCopy ? 'accession' : 'activation'}` })}
        />
      </p>
    );
  return may('contracts.activate') && tasks ? <p className="note">{t('sign.another')}</p> : null;
}

/** The council does not sign: it approves, and others sign for it. */
const politically = (role: string): boolean => role === 'council' || role === 'council-member';

const signedPath = (contractId: string, { version, role, party }: GivenSignOff): string =>
  `/api/contracts/${contractId}/sign-offs/signed?${new URLSearchParams({ version: String(version), role, party }).toString()}`;

const attachmentsPath = (contractId: string): string => `/api/contracts/${contractId}/attachments`;

function SignOffTable({
  contract,
  tasks,
}: {
  readonly contract: ContractDetails;
  readonly tasks: readonly ContractTask[];
}) {
  const { t, word, date, instant } = useText();
  const { party } = useNames(contract);
  const { required, given, chain } = contract.signOffs;
  const shown = useSigning(contract.id, { enabled: tasks.some(({ kind }) => kind === 'sign-off') });
  const lines: Line[] = required.map((line) => ({
    ...line,
    given: given.find((one) => one.role === line.role && one.party === line.party),
  }));
  const givenBy = ({ by, byName, at, decision, decidedOn, caseNumber, behalfOf }: GivenSignOff): string =>
    [
      by ? t('sign.given', { by: byName ?? by, at: instant(at) }) : t('sign.givenElsewhere', { at: instant(at) }),
      ...(behalfOf ? [t('signing.behalf', { name: behalfOf })] : []),
      ...(decision ? [decision] : []),
      ...(decidedOn ? [t('sign.decidedOnIs', { date: date(decidedOn) })] : []),
      ...(caseNumber ? [t('sign.caseNumberIs', { number: caseNumber })] : []),
    ].join(' · ');
  /** Who may sign for whom is for the service to say: it lists what waits for this person. */
  const mine = (line: Line): boolean =>
    shown.isSuccess &&
    tasks.some(({ kind, role, party: id }) => kind === 'sign-off' && role === line.role && id === line.party);
  return (
    <Table
      caption={t('sign.caption')}
      rows={lines}
      rowKey={(line) => `${line.role}-${line.party}`}
      columns={[
        { key: 'as', title: t('sign.as'), heading: true, cell: ({ role }) => word('role', role) },
        { key: 'for', title: t('sign.for'), cell: (line) => party(line.party) },
        {
          key: 'state',
          title: t('sign.state'),
          cell: ({ given: signed }) => (
            <>
              {signed ? givenBy(signed) : t('sign.missing')}
              {signed?.summary && (
                <span className="cell-note">
                  <Link to={`/contracts/${contract.id}/signed/${signed.summary}`}>{t('signing.seen')}</Link>
                </span>
              )}
              {signed?.attachment && (
                <span className="cell-note">
                  <a href={`${attachmentsPath(contract.id)}/${signed.attachment}`} target="_blank" rel="noreferrer">
                    {t('signing.attached')}
                    <span className="sr-only"> – {word('role', signed.role)}</span>
                  </a>
                </span>
              )}
              {signed?.isSigned && (
                <span className="cell-note">
                  <a href={signedPath(contract.id, signed)} download={`${contract.ref}-${signed.role}.json`}>
                    {t('signing.file')}
                    <span className="sr-only"> – {word('role', signed.role)}</span>
                  </a>
                </span>
              )}
            </>
          ),
        },
        chain !== null && {
          key: 'turn',
          title: t('signing.turn'),
          figures: true,
          cell: ({ role, party: of }) =>
            of === chain.party ? chain.steps.findIndex((step) => step.includes(role)) + 1 || '–' : '–',
        },
        lines.some(mine) && {
          key: 'act',
          title: t('table.actions'),
          cell: (line) =>
            mine(line) && (
              <ActionButton
                // Another page to sign is another question: the open dialog closes with the one that was read.
                key={`${contract.version} ${shown.data?.digest ?? ''}`}
                label={t(politically(line.role) ? 'sign.approve' : 'sign.sign')}
                about={word('role', line.role)}
                ask={t(politically(line.role) ? 'sign.approveAsk' : 'sign.ask', {
                  version: contract.version,
                  role: word('role', line.role).toLowerCase(),
                  party: party(line.party),
                })}
                text="note"
                beside={[
                  {
                    label: t('sign.decision'),
                    hint: t(contract.joint ? 'sign.decisionTold' : 'sign.decisionHint'),
                  },
                  { label: t('sign.decidedOn'), type: 'date' },
                  { label: t('sign.caseNumber') },
                ]}
                attach={{
                  path: attachmentsPath(contract.id),
                  label: t('signing.attach'),
                  hint: t('signing.attachHint'),
                  accept: '.pdf,.jpg,.jpeg,.png,.webp,.gif,.heic',
                }}
                act={(note, [decision, decidedOn, caseNumber], attachment) => ({
                  path: `/api/contracts/${contract.id}/sign-offs`,
                  body: {
                    version: contract.version,
                    role: line.role,
                    party: line.party,
                    note,
                    ...{ decision, decidedOn, caseNumber, attachment },
                    summary: shown.data?.digest,
                  },
                })}
              />
            ),
        },
      ]}
    />
  );
}
