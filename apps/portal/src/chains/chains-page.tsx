import { useQuery } from '@tanstack/react-query';
import type { ChainSetting, ChainSettings } from '@ringvirkning/contracts-api';
import { get } from '../api/http.js';
import { useMay } from '../api/session.js';
import { chainTexts } from '../i18n/chain-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Page, Section } from '../layout/page.js';
import { Empty, Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { useChainWords } from './chain-words.js';
import { Mandates } from './mandates.js';
import { ChangeChains } from './change-chains.js';

addTexts(chainTexts);

/** Who signs what in this municipality: the rules that stand, how they came to be, and the form to change them. */
export function ChainsPage() {
  const { t } = useText();
  const may = useMay();
  const chains = useQuery({
    queryKey: ['/api/contracts/chains'],
    queryFn: ({ signal }) => get<ChainSettings>('/api/contracts/chains', signal),
  });
  return (
    <Page title={t('chain.title')} lead={<p>{t('chain.lead')}</p>} onPaper>
      <Loaded<ChainSettings> query={chains}>
        {({ items }) => (
          <>
            {items[0] ? <Rules setting={items[0]} /> : <Empty>{t('chain.none')}</Empty>}
            {may('contracts.set-chains') && (
              <Section title={t('chain.change')}>
                <ChangeChains key={items[0]?.version ?? 0} standing={items[0]} />
              </Section>
            )}
            <Mandates />
            {items.length > 0 && <History items={items} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Rules({ setting }: { readonly setting: ChainSetting }) {
  const { t } = useText();
  const { condition, steps } = useChainWords();
  return (
    <Section title={t('chain.rules')}>
      <p>
        {t('chain.success')}: {setting.expectedSuccess}
      </p>
      <Table
        caption={t('chain.rules')}
        captionHidden
        rows={setting.rules.map((rule, index) => ({ ...rule, number: index + 1 }))}
        rowKey={({ number }) => String(number)}
        columns={[
          { key: 'rule', title: t('chain.rule', { number: '' }), heading: true, cell: ({ number }) => number },
          { key: 'for', title: t('chain.for'), cell: condition },
          { key: 'steps', title: t('chain.steps'), cell: ({ steps: of }) => steps(of) },
        ]}
      />
    </Section>
  );
}

function History({ items }: { readonly items: readonly ChainSetting[] }) {
  const { t, instant } = useText();
  const { condition, steps } = useChainWords();
  return (
    <Section title={t('chain.history')}>
      <Table
        caption={t('chain.history')}
        captionHidden
        fold
        rows={items}
        rowKey={({ version }) => String(version)}
        columns={[
          { key: 'version', title: t('chain.version'), heading: true, cell: ({ version }) => version },
          { key: 'by', title: t('chain.by'), cell: ({ by, byName, at }) => `${byName ?? by}, ${instant(at)}` },
          { key: 'reason', title: t('chain.reason'), cell: ({ reason }) => reason },
          {
            key: 'rules',
            title: t('chain.rules'),
            cell: ({ rules }) => (
              <ol>
                {rules.map((rule, index) => (
                  <li key={index}>
                    {condition(rule)}: {steps(rule.steps)}
                  </li>
                ))}
              </ol>
            ),
          },
        ]}
      />
    </Section>
  );
}
