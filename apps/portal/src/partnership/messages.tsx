import type { Direction, PartnerMessage } from '@ringvirkning/partnership-api';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { More } from '../ui/more.js';
import { ErrorNotice, Loading } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { PARTNERSHIP, useMessages } from './queries.js';

const DIRECTIONS = ['sent', 'received'] as const;

/** What was said both ways, with the file that proves each. @param founding Digest by which the partnership is known. */
export function Messages({ member, founding }: { readonly member: string; readonly founding: string }) {
  const { t } = useText();
  const may = useMay();
  return (
    <>
      {DIRECTIONS.map((direction) => (
        <MessageTable key={direction} member={member} direction={direction} />
      ))}
      {may('partnership.export-evidence') && (
        <Section title={t('ptn.evidenceTitle')}>
          <p>{t('ptn.evidenceLead')}</p>
          <p>
            <code>{`ringvirkning evidence verify evidence-${member}-sent-1.json --founding ${founding}`}</code>
          </p>
          <p>{t('ptn.evidenceFounding')}</p>
        </Section>
      )}
    </>
  );
}

/** Its receiver has said the last that it will say. */
const isSettled = ({ word }: PartnerMessage): boolean => word === 'booked' || word === 'refused';

function MessageTable({ member, direction }: { readonly member: string; readonly direction: Direction }) {
  const { t, word } = useText();
  const may = useMay();
  const messages = useMessages(member, direction);
  const title = t(`ptn.messages.${direction}`);
  if (messages.error) return <ErrorNotice error={messages.error} retry={() => messages.refetch()} />;
  if (!messages.data) return <Loading />;
  const outcome = ({ word: said, reason }: PartnerMessage): string =>
    said === null ? t('ptn.word.none') : reason === null ? t(`ptn.word.${said}`) : word('ptn.refused', reason);
  return (
    <Section title={title}>
      <Table
        caption={title}
        captionHidden
        rows={messages.data.pages.flatMap(({ items }) => items)}
        rowKey={({ number }) => String(number)}
        empty={t('ptn.noMessage')}
        columns={[
          { key: 'number', title: t('ptn.number'), value: ({ number }) => number },
          { key: 'type', title: t('ptn.what'), heading: true, value: ({ type }) => word('ptn.type', type) },
          { key: 'at', title: t('ptn.at'), value: ({ at }) => ({ at }) },
          {
            key: 'word',
            title: t('ptn.answer'),
            value: outcome,
            cell: (message) => (
              <Badge state={message.word === 'booked' ? 'up' : message.word === 'refused' ? 'refused' : 'info'}>
                {outcome(message)}
              </Badge>
            ),
          },
          may('partnership.export-evidence') && {
            key: 'evidence',
            title: t('ptn.evidence'),
            cell: (message) =>
              isSettled(message) ? (
                <a href={`${PARTNERSHIP}/members/${member}/messages/${direction}/${message.number}/evidence`} download>
                  {t('ptn.downloadEvidence')} <span className="sr-only">{message.number}</span>
                </a>
              ) : (
                '–'
              ),
          },
        ]}
      />
      <More of={messages} />
    </Section>
  );
}
