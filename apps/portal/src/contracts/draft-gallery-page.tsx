import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { TemplateGallery } from '@ringvirkning/contracts-api';
import { get } from '../api/http.js';
import { useMay } from '../api/session.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { draftTexts } from '../i18n/draft-texts.js';
import { modelTexts } from '../i18n/model-texts.js';
import { Page, Section } from '../layout/page.js';
import { useTimes } from '../try-model/result-view.js';
import { Loaded } from '../ui/notices.js';
import { Facts } from '../ui/values.js';

addTexts(modelTexts);
addTexts(draftTexts);

export const useGallery = () =>
  useQuery({
    queryKey: ['/api/contracts/gallery'],
    queryFn: ({ signal }) => get<TemplateGallery>('/api/contracts/gallery', signal),
    staleTime: Infinity,
  });

/** Models to begin with, instead of an empty page: what each is for, what it would cost and risk as it stands, and what the law asks about. */
export function DraftGalleryPage() {
  const { t } = useText();
  return (
    <Page
      title={t('gallery.title')}
      lead={<p>{t('gallery.intro')}</p>}
      aside={
        <Link className="button button-secondary" to="/contracts/new">
          {t('gallery.ownText')}
        </Link>
      }
      onPaper
    >
      <Loaded<TemplateGallery> query={useGallery()}>
        {({ items }) => (
          <>
            {items.map((item) => (
              <Template key={item.ref} item={item} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Template({ item }: { readonly item: TemplateGallery['items'][number] }) {
  const { t, say, money } = useText();
  const may = useMay();
  const times = useTimes();
  const { ref, title, purpose, currency, expected, payers, investors, notes } = item;
  const multiple = (value: string | null): string => (value === null ? t('gallery.nothing') : times(value));
  const facts: (readonly [string, string])[] = [
    [t('gallery.planned'), money(expected.planned, currency, true)],
    ...(expected.likely === null ? [] : [[t('gallery.likely'), money(expected.likely, currency, true)] as const]),
    ...payers.map(
      ({ name, most, ceiling }) =>
        [t('gallery.ceiling', { party: name }), money(ceiling ?? most, currency, true)] as const,
    ),
    ...investors.map(
      ({ name, kind, amount, multiple: whole, likely }) =>
        [
          t('gallery.investor', { party: name }),
          kind === 'first-loss-guarantee'
            ? t('gallery.guarantee')
            : t('gallery.returns', {
                amount: money(amount, currency, true),
                planned: multiple(whole),
                likely: multiple(likely),
              }),
        ] as const,
    ),
  ];
  return (
    <Section
      title={say(title)}
      aside={
        may('contracts.create') && (
          <Link className="button button-primary" to={`/contracts/draft?template=${ref}`}>
            {t('gallery.use')}
            <span className="sr-only"> – {say(title)}</span>
          </Link>
        )
      }
    >
      <p>{say(purpose)}</p>
      <Facts items={facts} />
      <details className="source">
        <summary>{t('gallery.notes', { count: notes.length })}</summary>
        <ul>
          {notes.map((note) => (
            <li key={note.source}>
              {say(note)} <span className="note">{t('gallery.source', { source: note.source, asOf: note.asOf })}</span>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}
