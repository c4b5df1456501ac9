import type { PartnershipMember } from '@ringvirkning/partnership-api';
import { municipalityByInstance } from '@ringvirkning/reference';
import { useText } from '../i18n/i18n.js';
import { linkState, memberStatus } from './members.js';
import './municipality-map.css';
/*
 * By municipality code: the outline as an SVG path in a plane of 1012 × 1229. Drawn after the paths of react-denmark-map 1.0.0
 * (MIT, Martin Polley), with fewer points (none is more than 15 of its 10,116 units away) and without the smallest islands.
 */
import shapes from './municipality-shapes.json' with { type: 'json' };

/** What a municipality is drawn as: ourselves, members by what is to be seen to, those on their way, and the others. */
const LOOKS = ['me', 'answers', 'attention', 'invited', 'other'] as const;
type Look = (typeof LOOKS)[number];

export function lookOf(member: PartnershipMember | undefined): Look {
  if (!member || member.status === 'left' || member.status === 'excluded') return 'other';
  if (member.isMe) return 'me';
  if (member.status === 'invited') return 'invited';
  const link = linkState(member);
  return member.status === 'active' && (link === 'ok' || link === 'away') ? 'answers' : 'attention';
}

/** Where in the country the members are, and which link wants attention. The table of members says the same in words. */
export function MunicipalityMap({ members }: { readonly members: readonly PartnershipMember[] }) {
  const text = useText();
  const { t } = text;
  const byCode = new Map(members.map((member) => [municipalityByInstance(member.id)?.code, member]));
  const drawn = Object.entries(shapes).map(([code, d]) => {
    const member = byCode.get(code);
    return { code, d, member, look: lookOf(member) };
  });
  // The thin line around a member is not covered by its neighbours.
  drawn.sort((a, b) => LOOKS.indexOf(b.look) - LOOKS.indexOf(a.look));
  const counts = LOOKS.map((look) => ({ look, count: drawn.filter((each) => each.look === look).length }));
  return (
    <figure className="municipality-map">
      <svg viewBox="0 0 1012 1229" role="img" aria-label={t('ptn.map')}>
        {drawn.map(({ code, d, member, look }) => (
          <path key={code} d={d} className={`municipality municipality-${look}`}>
            {member && <title>{`${member.name}: ${memberStatus(text, member)}`}</title>}
          </path>
        ))}
      </svg>
      <figcaption>
        <ul>
          {counts
            .filter(({ count }) => count > 0)
            .map(({ look, count }) => (
              <li key={look}>
                <span className={`municipality-key municipality-key-${look}`} aria-hidden />
                {t(`ptn.map.${look}`)}: {count}
              </li>
            ))}
        </ul>
      </figcaption>
    </figure>
  );
}
