import type {
  PartnerAgreements,
  PartnershipMember,
  PartnershipState,
  ProposeAgreement,
} from '@ringvirkning/partnership-api';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useAction } from '../api/use-action.js';
import { todayInDenmark } from '../format/text.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { partnershipTexts } from '../i18n/partnership-texts.js';
import { LoadedPage, Page } from '../layout/page.js';
import { Input, Select, TextArea } from '../ui/forms.js';
import { Empty, ErrorNotice, Loaded } from '../ui/notices.js';
import { PARTNERSHIP, useAgreements, useMessageTypes, usePartnership } from './queries.js';

addTexts(partnershipTexts);

/** A new agreement with a partner: for what, on which ground, how long, and what passes each way. `?beside=<partner>`: what none with that partner covers, on the terms of the one that ends last. */
export function AgreementPage() {
  const { t } = useText();
  const beside = useSearchParams()[0].get('beside');
  const agreements = useAgreements();
  return (
    <LoadedPage<PartnershipState> query={usePartnership()} title={t('ptn.newAgreement')}>
      {({ members, me }) => {
        const partners = members.filter(({ isMe, status }) => !isMe && status === 'active');
        return (
          <Page
            title={t('ptn.newAgreement')}
            lead={
              <>
                <p>{t('ptn.newAgreementLead')}</p>
                <p>
                  <Link to="/partnership">{t('ptn.title')}</Link>
                </p>
              </>
            }
          >
            {partners.length === 0 ? (
              <Empty>{t('ptn.nobodyYet')}</Empty>
            ) : (
              <Loaded<PartnerAgreements> query={agreements}>
                {(known) => <Form partners={partners} me={me.id} start={startOf(known, beside ?? undefined)} />}
              </Loaded>
            )}
          </Page>
        );
      }}
    </LoadedPage>
  );
}

interface Start {
  readonly draft: Partial<Draft>;
  readonly chosen: ReadonlySet<string>;
}
interface Draft {
  readonly with: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly begins: string;
  readonly ends: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Empty, or what is missing beside the agreement with this partner that runs longest. */
function startOf({ items, notAgreed }: PartnerAgreements, beside: string | undefined): Start {
  const standing = items.filter((each) => each.with === beside && each.status !== 'ended');
  const longest = standing.toSorted((a, b) => (a.ends < b.ends ? 1 : -1))[0];
  if (!longest) return { draft: beside === undefined ? {} : { with: beside }, chosen: new Set() };
  const { purpose, legalBasis, ends, contacts } = longest;
  return {
    draft: { with: longest.with, purpose, legalBasis, ends, ...contacts },
    chosen: new Set(
      notAgreed
        .filter((each) => each.with === beside)
        .flatMap(({ flows }) => flows.map(({ from, type }) => `${from} ${type}`)),
    ),
  };
}

interface FormProps {
  readonly partners: readonly PartnershipMember[];
  readonly me: string;
  readonly start: Start;
}

function Form({ partners, me, start }: FormProps) {
  const { t } = useText();
  const navigate = useNavigate();
  const today = todayInDenmark(new Date());
  const action = useAction({ text: t('ptn.proposed') });
  const types = useMessageTypes();
  const [draft, setDraft] = useState<Draft>({
    with: partners[0]!.id,
    purpose: '',
    legalBasis: '',
    begins: today,
    ends: `${Number(today.slice(0, 4)) + 3}-12-31`,
    ours: '',
    theirs: '',
    ...start.draft,
  });
  /** `<sender> <type>` of each flow that is chosen. */
  const [chosen, setChosen] = useState<ReadonlySet<string>>(start.chosen);
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const field = (name: 'purpose' | 'legalBasis' | 'begins' | 'ends' | 'ours' | 'theirs') => ({
    required: true,
    value: draft[name],
    onChange: (event: { readonly target: { readonly value: string } }) => set({ [name]: event.target.value }),
  });
  const items = types.data?.items ?? [];
  const flows = [me, draft.with].flatMap((from) =>
    items
      .filter(({ name }) => chosen.has(`${from} ${name}`))
      .map(({ name, fields }) => ({ from, type: name, fields: [...fields] })),
  );
  const body = {
    with: draft.with,
    purpose: draft.purpose,
    legalBasis: draft.legalBasis,
    flows,
    begins: draft.begins as ProposeAgreement['begins'],
    ends: draft.ends as ProposeAgreement['ends'],
    contacts: { ours: draft.ours, theirs: draft.theirs },
  } satisfies ProposeAgreement;
  return (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        action.mutate({ path: `${PARTNERSHIP}/agreements`, body, goOn: () => void navigate('/partnership') });
      }}
    >
      <Select
        label={t('ptn.with')}
        value={draft.with}
        onChange={(event) => {
          setChosen(new Set());
          set({ with: event.target.value });
        }}
      >
        {partners.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <TextArea label={t('ptn.purpose')} rows={2} maxLength={4000} {...field('purpose')} />
      <TextArea label={t('ptn.legalBasis')} rows={2} maxLength={4000} {...field('legalBasis')} />
      <Input label={t('ptn.from')} type="date" {...field('begins')} />
      <Input label={t('ptn.toDay')} type="date" min={draft.begins} {...field('ends')} />
      <Input label={t('ptn.ourContact')} hint={t('ptn.contactHint')} maxLength={300} {...field('ours')} />
      <Input label={t('ptn.theirContact')} maxLength={300} {...field('theirs')} />
      {[me, draft.with].map((from) => (
        <Types
          key={from}
          legend={t(from === me ? 'ptn.weGive' : 'ptn.weGet')}
          types={items.map(({ name }) => name)}
          isChosen={(type) => chosen.has(`${from} ${type}`)}
          choose={(type, is) =>
            setChosen((now) => {
              const next = new Set(now);
              if (is) next.add(`${from} ${type}`);
              else next.delete(`${from} ${type}`);
              return next;
            })
          }
        />
      ))}
      {action.error && <ErrorNotice error={action.error} focus />}
      <button type="submit" className="button button-primary" disabled={action.isPending || flows.length === 0}>
        {action.isPending ? t('state.saving') : t('ptn.propose')}
      </button>
      {flows.length === 0 && <p className="form-hint">{t('ptn.chooseFlow')}</p>}
    </form>
  );
}

interface TypesProps {
  readonly legend: string;
  readonly types: readonly string[];
  isChosen(type: string): boolean;
  choose(type: string, is: boolean): void;
}

function Types({ legend, types, isChosen, choose }: TypesProps) {
  const { word } = useText();
  return (
    <fieldset>
      <legend className="form-label">{legend}</legend>
      {types.map((type) => (
        <label key={type} className="choice">
          <input type="checkbox" checked={isChosen(type)} onChange={(event) => choose(type, event.target.checked)} />{' '}
          {word('ptn.type', type)}
        </label>
      ))}
    </fieldset>
  );
}
