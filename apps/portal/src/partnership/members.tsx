import type { PartnershipMember, PartnershipState } from '@ringvirkning/partnership-api';
import { Link } from 'react-router';
import { useText, type Text } from '../i18n/i18n.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';

/** What a link is, in one word. */
export function linkState({ link, maintenance }: PartnershipMember): 'none' | 'ok' | 'silent' | 'differs' | 'away' {
  if (!link) return 'none';
  if (link.agreementsDiffer || link.sharedDiffersAt !== null) return 'differs';
  if (link.isAnswering) return 'ok';
  return maintenance?.isNow ? 'away' : 'silent';
}
const TONE = { none: 'info', ok: 'up', silent: 'degraded', differs: 'down', away: 'info' } as const;

export function LinkBadge({ member }: { readonly member: PartnershipMember }) {
  const { t } = useText();
  const state = linkState(member);
  return state === 'none' ? <>–</> : <Badge state={TONE[state]}>{t(`ptn.link.${state}`)}</Badge>;
}

export const memberStatus = ({ t }: Text, { status, suspendedBy }: PartnershipMember): string =>
  status === 'suspended' && suspendedBy ? t(`ptn.suspendedBy.${suspendedBy}`) : t(`ptn.status.${status}`);

/** Who belongs to the partnership, and how the link to each is. */
export function Members({ state: { members } }: { readonly state: PartnershipState }) {
  const text = useText();
  const { t, instant, date } = text;
  return (
    <Table
      caption={t('ptn.members')}
      captionHidden
      rows={members}
      file={{ name: [t('ptn.members')] }}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          title: t('ptn.member'),
          heading: true,
          value: ({ name }) => name,
          cell: ({ id, name, isMe, isKeeper }) => (
            <>
              {isMe ? name : <Link to={`members/${id}`}>{name}</Link>}
              {(isMe || isKeeper) && (
                <span className="cell-note">
                  {' '}
                  {[isMe && t('ptn.us'), isKeeper && t('ptn.keeps')].filter(Boolean).join(', ')}
                </span>
              )}
            </>
          ),
        },
        {
          key: 'status',
          title: t('ptn.statusTitle'),
          filter: true,
          value: (member) => memberStatus(text, member),
          cell: (member) => (
            <Badge state={member.status === 'suspended' ? 'warning' : member.status}>
              {memberStatus(text, member)}
            </Badge>
          ),
        },
        {
          key: 'link',
          title: t('ptn.linkTitle'),
          value: (member) => t(`ptn.link.${linkState(member)}`),
          cell: (member) => (
            <>
              <LinkBadge member={member} />
              {member.maintenance && (
                <span className="cell-note">
                  {' '}
                  {t(member.maintenance.isNow ? 'ptn.maintenanceNow' : 'ptn.maintenanceFrom', {
                    from: instant(member.maintenance.begins),
                    to: instant(member.maintenance.ends),
                  })}
                </span>
              )}
            </>
          ),
        },
        {
          key: 'heard',
          title: t('ptn.heard'),
          value: ({ link }) => (link?.heardAt ? { at: link.heardAt } : undefined),
        },
        {
          key: 'waiting',
          title: t('ptn.waitingCount'),
          value: ({ link }) => (link ? link.waiting + link.open : undefined),
        },
        {
          key: 'verified',
          title: t('ptn.verified'),
          value: ({ link }) => (link?.verified ? { at: link.verified.at } : undefined),
        },
        {
          key: 'key',
          title: t('ptn.keyEnds'),
          value: ({ keyEndsAt }) => (keyEndsAt ? { at: keyEndsAt } : undefined),
          cell: ({ keyEndsAt, keyWarning }) =>
            keyEndsAt === null ? (
              '–'
            ) : keyWarning === null ? (
              date(keyEndsAt.slice(0, 10))
            ) : (
              <Badge state={keyWarning <= 3 ? 'down' : 'warning'}>{instant(keyEndsAt)}</Badge>
            ),
        },
      ]}
    />
  );
}
