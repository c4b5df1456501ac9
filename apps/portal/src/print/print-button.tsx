import { useState } from 'react';
import { printed } from '../api/http.js';
import { offer } from '../files/offer.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { fileName } from '../table/file-name.js';
import { ErrorNotice } from '../ui/notices.js';
import { onPaper } from './on-paper.js';
import { sheetOf } from './sheet-of.js';

/** Takes the page along as a tagged PDF: what it shows, with what is chosen, in its language. */
export function PrintButton() {
  const text = useText();
  const [state, setState] = useState<{ busy?: true; said?: string; error?: unknown }>({});
  const print = async () => {
    setState({ busy: true });
    try {
      const now = new Date();
      const sheet = onPaper(() => sheetOf(document.querySelector('main')!, text, now));
      const name = fileName(
        [sheet.title, document.querySelector('.tabs .active')?.textContent ?? ''],
        todayInDenmark(now),
        'pdf',
      );
      offer(name, await printed(sheet));
      setState({ said: text.t('print.saved', { name }) });
    } catch (error) {
      setState({ error });
    }
  };
  return (
    <span className="print">
      <button type="button" className="button button-tertiary" disabled={state.busy} onClick={() => void print()}>
        {text.t(state.busy ? 'print.busy' : 'print.pdf')}
      </button>
      <span className="table-said" role="status">
        {state.said}
      </span>
      {state.error !== undefined && <ErrorNotice error={state.error} focus />}
    </span>
  );
}
