import { useState } from 'react';
import { useAction } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { Input } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { PARTNERSHIP } from './queries.js';

/** Tells the partners when we are away, so that they see no alarm. */
export function Maintenance() {
  const { t } = useText();
  const action = useAction({ text: t('ptn.maintenanceTold') });
  const [begins, setBegins] = useState('');
  const [ends, setEnds] = useState('');
  const at = (local: string): string => new Date(local).toISOString();
  return (
    <>
      <h3>{t('ptn.announceMaintenance')}</h3>
      <form
        className="toolbar"
        onSubmit={(event) => {
          event.preventDefault();
          action.mutate({ path: `${PARTNERSHIP}/maintenance`, body: { begins: at(begins), ends: at(ends) } });
        }}
      >
        <Input
          label={t('ptn.from')}
          type="datetime-local"
          required
          value={begins}
          onChange={(event) => setBegins(event.target.value)}
        />
        <Input
          label={t('ptn.to')}
          type="datetime-local"
          required
          min={begins}
          value={ends}
          onChange={(event) => setEnds(event.target.value)}
        />
        <button type="submit" className="button button-secondary" disabled={action.isPending}>
          {action.isPending ? t('state.saving') : t('ptn.announce')}
        </button>
      </form>
      {action.error && <ErrorNotice error={action.error} focus />}
    </>
  );
}
