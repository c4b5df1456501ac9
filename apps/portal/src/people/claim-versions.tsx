import type { ClaimDetails, ClaimVersion } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';

type Content = Pick<ClaimVersion, 'on' | 'quantity' | 'evidence' | 'externalRef'>;

/** What a claim says and what it said before, side by side; what differs from the version before is marked in words. */
export function ClaimVersions({ claim }: { readonly claim: ClaimDetails }) {
  const { t, date, decimal, word } = useText();
  const versions: readonly (Content & { readonly version: number })[] = [...claim.versions, claim];
  const fields: readonly (readonly [label: string, text: (of: Content) => string])[] = [
    [t('claims.on'), ({ on }) => date(on)],
    [t('claims.quantity'), ({ quantity }) => decimal(quantity)],
    [t('claims.externalRef'), ({ externalRef }) => externalRef ?? '–'],
    [
      t('correct.evidence'),
      ({ evidence }) =>
        evidence.map(({ digest, source }) => `${word('source', source)} ${digest.slice(0, 8)}`).join(', ') || '–',
    ],
  ];
  return (
    <Table
      caption={t('correct.versions')}
      captionHidden
      rows={fields}
      rowKey={([label]) => label}
      columns={[
        { key: 'field', title: t('correct.field'), heading: true, cell: ([label]) => label },
        ...versions.map((of, index) => ({
          key: String(of.version),
          title:
            index === versions.length - 1
              ? t('correct.now', { version: of.version })
              : t('correct.version', { version: of.version }),
          cell: ([, text]: (typeof fields)[number]) => {
            const before = versions[index - 1];
            return (
              <>
                {text(of)}
                {before && text(before) !== text(of) && (
                  <>
                    {' '}
                    <Badge state="warning">{t('correct.changed')}</Badge>
                  </>
                )}
              </>
            );
          },
        })),
      ]}
    />
  );
}
