import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { useText } from '../i18n/i18n.js';
import { Page } from '../layout/page.js';
import { Input } from '../ui/forms.js';
import { Empty } from '../ui/notices.js';
import { GLOSSARY, type Entry } from './glossary.js';
import { placeOf } from './find-entry.js';

/** All words of the field with what they mean, in the order of the language. */
export function GlossaryPage() {
  const { t, language } = useText();
  const { hash } = useLocation();
  const [looked, look] = useState('');
  useEffect(() => document.getElementById(hash.slice(1))?.scrollIntoView(), [hash]);
  const wanted = looked.trim().toLowerCase();
  const meaning = ({ means }: Entry): string => means[language === 'da' ? 0 : 1];
  const shown = GLOSSARY.filter((entry) =>
    [...entry.da, ...entry.en, meaning(entry)].some((text) => text.toLowerCase().includes(wanted)),
  ).toSorted((a, b) => a[language][0].localeCompare(b[language][0], language));
  const other = language === 'da' ? 'en' : 'da';
  return (
    <Page title={t('glossary.title')} lead={<p>{t('glossary.lead')}</p>}>
      <div className="toolbar">
        <Input label={t('glossary.find')} type="search" value={looked} onChange={(event) => look(event.target.value)} />
      </div>
      <p role="status" className="sr-only">
        {t('glossary.shown', { count: shown.length })}
      </p>
      {shown.length === 0 ? (
        <Empty>{t('glossary.none')}</Empty>
      ) : (
        <dl className="glossary">
          {shown.map((entry) => (
            <div key={placeOf(entry)} id={placeOf(entry)}>
              <dt>
                {entry[language][0]} <span lang={other}>{entry[other][0]}</span>
              </dt>
              <dd>{meaning(entry)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Page>
  );
}
