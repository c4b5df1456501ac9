import { useMay } from '../api/session.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { sharingTexts } from '../i18n/sharing-texts.js';
import { Page, Section } from '../layout/page.js';
import { More } from '../ui/more.js';
import { ErrorNotice, Loading } from '../ui/notices.js';
import { ProposeSharing } from './propose-sharing.js';
import { useSharings } from './queries.js';
import { SharingTable } from './sharing-table.js';

addTexts(sharingTexts);

/** By which agreements departments read each other's figures, and the steps that are one's own to take. */
export function DataSharingPage() {
  const { t } = useText();
  const may = useMay();
  const sharings = useSharings();
  return (
    <Page title={t('sharing.title')} lead={<p>{t('sharing.lead')}</p>}>
      {sharings.error ? (
        <ErrorNotice error={sharings.error} retry={() => void sharings.refetch()} />
      ) : sharings.data ? (
        <>
          <SharingTable rows={sharings.data} />
          <More of={sharings} />
        </>
      ) : (
        <Loading />
      )}
      {may('benefits.agree-sharing') && (
        <Section title={t('sharing.new')}>
          <ProposeSharing />
        </Section>
      )}
    </Page>
  );
}
