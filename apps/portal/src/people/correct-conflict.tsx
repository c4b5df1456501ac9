import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import { get } from '../api/http.js';
import { useText } from '../i18n/i18n.js';
import { Loaded } from '../ui/notices.js';
import { chosen, differing, written, type Choice, type Correction, type CorrectionField } from './correction.js';

interface ConflictProps {
  /** What one's own correction was made upon. */
  readonly base: ClaimDetails;
  readonly mine: Correction;
  choose(theirs: ClaimDetails, correction: Correction): void;
}

/** Somebody else was faster: what they wrote stands beside one's own, and nothing is sent before each field is chosen. */
export function CorrectConflict({ base, mine, choose }: ConflictProps) {
  const theirs = useQuery({
    queryKey: ['claim-meanwhile', base.claimId, base.version],
    queryFn: ({ signal }) => get<ClaimDetails>(`/api/outcomes/claims/${base.claimId}`, signal),
    staleTime: 0,
  });
  return (
    <Loaded<ClaimDetails> query={theirs}>
      {(claim) => <ConflictForm theirs={claim} mine={mine} choose={(correction) => choose(claim, correction)} />}
    </Loaded>
  );
}

interface ConflictFormProps {
  readonly theirs: ClaimDetails;
  readonly mine: Correction;
  choose(correction: Correction): void;
}

function ConflictForm({ theirs, mine, choose }: ConflictFormProps) {
  const { t, date, language } = useText();
  const [choice, setChoice] = useState<Choice>({});
  const now = written(theirs, language);
  const fields = differing(mine, now);
  const result = chosen(mine, now, choice);
  const labels: Readonly<Record<CorrectionField, string>> = {
    on: t('newClaim.on'),
    quantity: t('claims.quantity'),
    externalRef: t('newClaim.ref'),
  };
  const shown = (field: CorrectionField, value: string): string => (field === 'on' ? date(value) : value || '–');
  return (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        if (result) choose(result);
      }}
    >
      <div className="alert alert-warning notice" role="alert">
        <p className="alert-heading">{t('conflict.title')}</p>
        <p className="alert-text">{t(fields.length === 0 ? 'conflict.same' : 'conflict.intro')}</p>
      </div>
      {fields.map((field) => (
        <fieldset key={field} className="form-group">
          <legend className="form-label">{labels[field]}</legend>
          {(['mine', 'theirs'] as const).map((whose) => (
            <label key={whose} className="choice">
              <input
                type="radio"
                name={field}
                required
                checked={choice[field] === whose}
                onChange={() => setChoice((before) => ({ ...before, [field]: whose }))}
              />{' '}
              {t(`conflict.${whose}`, { value: shown(field, (whose === 'mine' ? mine : now)[field]) })}
            </label>
          ))}
        </fieldset>
      ))}
      <p>
        <button type="submit" className="button button-primary">
          {t('conflict.send')}
        </button>
      </p>
    </form>
  );
}
