import { KINDS } from '@ringvirkning/terms-language';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Table } from '../ui/table.js';
import { Facts } from '../ui/values.js';
import { SignOffs } from './sign-offs.js';
import { capLine, followUpNames, priceLines, termsAmount, termsShare } from './terms-words.js';
import { useContractContext } from './use-contract-context.js';

/** The terms as a person reads them, with their sources and assumptions, and the document itself. */
export function TermsTab() {
  const text = useText();
  const { t, say } = text;
  const { contract, terms } = useContractContext();
  return (
    <>
      {contract.status === 'draft' && <SignOffs contract={contract} />}
      <Basics />
      <Section title={t('terms.outcomes')}>
        <Table
          caption={t('terms.outcomesCaption')}
          captionHidden
          rows={terms.outcomes}
          rowKey={({ code }) => code}
          columns={[
            {
              key: 'outcome',
              title: t('terms.outcome'),
              heading: true,
              cell: ({ name, description }) => (
                <>
                  {say(name)}
                  {description && <span className="cell-note">{say(description)}</span>}
                </>
              ),
            },
            { key: 'kind', title: t('terms.kind'), cell: ({ kind }) => say(KINDS[kind].name) },
            {
              key: 'followUps',
              title: t('terms.followUps'),
              cell: (outcome) => followUpNames(outcome, terms, text) || '–',
            },
            {
              key: 'price',
              title: t('terms.price'),
              cell: ({ price }) => <Lines lines={priceLines(price, terms, text)} />,
            },
          ]}
        />
      </Section>
      <div className="section-grid">
        <Section title={t('terms.caps')}>
          {terms.caps.length > 0 ? (
            <Bullets items={terms.caps.map((cap) => capLine(cap, terms, text))} />
          ) : (
            <p>{t('terms.noCaps')}</p>
          )}
        </Section>
        <Money />
      </div>
      <Parties />
      {contract.status !== 'draft' && <SignOffs contract={contract} />}
      {terms.assumptions.length > 0 && (
        <Section title={t('terms.assumptions')}>
          <Bullets items={terms.assumptions.map(say)} />
        </Section>
      )}
      <Sources />
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

function Basics() {
  const { t, word, date } = useText();
  const { terms } = useContractContext();
  const { required, sources } = terms.verification.evidence;
  return (
    <Section title={t('terms.basics')}>
      <Facts
        items={[
          [t('terms.period'), t('terms.periodValue', { from: date(terms.period.from), to: date(terms.period.to) })],
          [t('terms.currency'), terms.currency],
          ...(terms.priceLevelYear ? [[t('terms.priceLevel'), terms.priceLevelYear] as const] : []),
          [t('terms.objection'), t('terms.days', { count: terms.verification.objectionDays })],
          [
            t('terms.evidence'),
            t(required ? 'terms.evidenceRequired' : 'terms.evidenceOptional', {
              sources: sources.map((source) => word('source', source).toLowerCase()).join(', '),
            }),
          ],
        ]}
      />
    </Section>
  );
}

function Money() {
  const text = useText();
  const { t, word } = text;
  const { terms, party } = useContractContext();
  const amount = (value: string) => termsAmount(value, terms.currency, text);
  const payer = ({ party: id, share, cap }: (typeof terms.payers.parts)[number]) => {
    const line = share ? t('terms.share', { party: party(id), share: termsShare(share, text) }) : party(id);
    return cap ? t('terms.capped', { text: line, amount: amount(cap) }) : line;
  };
  return (
    <>
      <Section title={t('terms.payers')}>
        <Bullets items={terms.payers.parts.map(payer)} />
      </Section>
      <Section title={t('terms.payees')}>
        <Bullets
          items={terms.payees.map(({ party: id, share, from }) => {
            const line = { party: party(id), share: termsShare(share, text) };
            return from ? t('terms.shareFrom', { ...line, from: party(from) }) : t('terms.share', line);
          })}
        />
      </Section>
      {terms.capital.length > 0 && (
        <Section title={t('terms.capital')}>
          <Bullets
            items={terms.capital.map(({ party: id, kind, amount: value }) =>
              t('capital.line', { party: party(id), kind: word('capital', kind), amount: amount(value) }),
            )}
          />
        </Section>
      )}
    </>
  );
}

function Parties() {
  const { t, word } = useText();
  const { contract } = useContractContext();
  return (
    <Section title={t('terms.parties')}>
      <Table
        caption={t('terms.parties')}
        captionHidden
        rows={contract.parties}
        rowKey={({ id }) => id}
        columns={[
          { key: 'party', title: t('terms.party'), heading: true, cell: ({ name }) => name },
          {
            key: 'roles',
            title: t('terms.roles'),
            cell: ({ roles }) => roles.map((role) => word('role', role)).join(', '),
          },
        ]}
      />
    </Section>
  );
}

function Sources() {
  const { t } = useText();
  const { terms } = useContractContext();
  if (terms.sources.length === 0) return null;
  const source = ({ title, url }: (typeof terms.sources)[number]) =>
    url ? (
      <a href={url} target="_blank" rel="noreferrer">
        {title} {t('terms.newWindow')}
      </a>
    ) : (
      title
    );
  return (
    <Section title={t('terms.sources')}>
      <ul>
        {terms.sources.map((one) => (
          <li key={one.title}>{source(one)}</li>
        ))}
      </ul>
    </Section>
  );
}

const Bullets = ({ items }: { readonly items: readonly string[] }) => (
  <ul>
    {items.map((item, index) => (
      <li key={index}>{item}</li>
    ))}
  </ul>
);
const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <>
    {lines.map((line, index) => (
      <span key={index} className="cell-line">
        {line}
      </span>
    ))}
  </>
);
