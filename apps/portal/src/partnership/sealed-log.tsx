import type { PartnershipMember, PartnershipState, SealedBatch } from '@ringvirkning/partnership-api';
import { useText, type Text } from '../i18n/i18n.js';
import { Table } from '../ui/table.js';
import { Badge, Facts } from '../ui/values.js';
import { nameOf } from './names.js';

/** What is sealed of all that was exchanged, ours and each partner's, and whose signatures stand under it. */
export function SealedLog({ state: { log, members } }: { readonly state: PartnershipState }) {
  const text = useText();
  const { t, count } = text;
  const { witnesses, cosignedBy, last, waiting } = log;
  const signed = witnesses.filter((id) => cosignedBy.includes(id));
  const partners = members.flatMap(({ link, ...member }) => (link ? [{ ...member, link }] : []));
  return (
    <>
      <p>{t('ptn.logLead')}</p>
      <Facts
        items={[
          [t('ptn.logLast'), last ? batchText(text, last) : t('ptn.logNone')],
          [t('ptn.logWaiting'), count(waiting)],
          [
            t('ptn.logCosigned'),
            last ? t('ptn.logCosignedBy', { signed: count(signed.length), all: count(witnesses.length) }) : '–',
            signed.map((id) => nameOf(members, id)).join(', '),
          ],
          [t('ptn.logStamp'), stampText(text, log)],
        ]}
      />
      {partners.length > 0 && <Partners partners={partners} />}
    </>
  );
}

function stampText({ t, instant }: Text, { authority, stamp }: PartnershipState['log']): string {
  if (stamp) return t('ptn.logStamped', { at: instant(stamp.at), by: stamp.by });
  return authority === null ? t('ptn.logNoAuthority') : t('ptn.logNotStamped', { authority });
}

const batchText = ({ t, count, instant }: Text, { number, at, words }: SealedBatch): string =>
  t('ptn.logBatch', { number: count(number), at: instant(at), words: count(words) });

type Partner = PartnershipMember & { readonly link: NonNullable<PartnershipMember['link']> };

/** How each partner's log stands with us, and ours with it. */
function Partners({ partners }: { readonly partners: readonly Partner[] }) {
  const text = useText();
  const { t, instant, count } = text;
  return (
    <Table<Partner>
      caption={t('ptn.logPartners')}
      rows={partners}
      rowKey={({ id }) => id}
      columns={[
        { key: 'member', title: t('ptn.member'), heading: true, value: ({ name }) => name },
        {
          key: 'theirs',
          title: t('ptn.logTheirs'),
          cell: ({ link: { witnessed, isWitnessed } }) =>
            witnessed ? batchText(text, witnessed) : t(isWitnessed ? 'ptn.logNone' : 'ptn.logNotOurs'),
        },
        {
          key: 'cosignedAt',
          title: t('ptn.logCosignedAt'),
          cell: ({ link: { witnessed } }) => (witnessed ? instant(witnessed.cosignedAt) : '–'),
        },
        {
          key: 'ours',
          title: t('ptn.logOurs'),
          cell: ({ link: { cosigned } }) => (cosigned > 0 ? t('ptn.logUpTo', { number: count(cosigned) }) : '–'),
        },
        {
          key: 'state',
          title: t('ptn.logState'),
          cell: ({ link, name }) => <LogState link={link} name={name} />,
        },
      ]}
    />
  );
}

function LogState({ link: { logIsApart, oursIsApart }, name }: Pick<Partner, 'link' | 'name'>) {
  const { t } = useText();
  if (!logIsApart && !oursIsApart) return <Badge state="up">{t('ptn.logTogether')}</Badge>;
  return (
    <>
      <Badge state="down">{t('ptn.logApart')}</Badge>{' '}
      <span className="cell-note">{t(logIsApart ? 'ptn.logTheirsApart' : 'ptn.logOursApart', { name })}</span>
    </>
  );
}
