import type { EvidenceSource } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { UploadField } from '../ui/uploads.js';
import type { Uploads } from '../ui/use-uploads.js';

export interface EvidenceChoice {
  readonly source: EvidenceSource;
  readonly legalBasis: string;
}

interface EvidenceFieldsProps {
  readonly sources: readonly string[];
  readonly uploads: Uploads;
  readonly error: string | undefined;
  readonly value: EvidenceChoice;
  change(value: EvidenceChoice): void;
}

const TAKEN = '.pdf,.jpg,.jpeg,.png,.webp,.gif,.heic,.docx,.xlsx,.odt,.ods';

/** Where evidence of a contract's claims is sent. */
export const evidencePath = (contractId: string): string => `/api/outcomes/contracts/${contractId}/evidence-files`;

/** What the claim rests on: files that are dropped, chosen or photographed, and what kind of source they are. */
export function EvidenceFields({ sources, uploads, error, value, change }: EvidenceFieldsProps) {
  const { t, word } = useText();
  return (
    <fieldset className="evidence">
      <legend className="form-label">{t('claims.evidence')}</legend>
      <UploadField
        uploads={uploads}
        error={error}
        label={t('upload.drop')}
        hint={t('upload.hint')}
        accept={TAKEN}
        multiple
      />
      <Select
        label={t('newClaim.source')}
        value={value.source}
        onChange={(event) => change({ ...value, source: event.target.value as EvidenceSource })}
      >
        {sources.map((source) => (
          <option key={source} value={source}>
            {word('source', source)}
          </option>
        ))}
      </Select>
      <Input
        label={t('newClaim.legalBasis')}
        maxLength={200}
        value={value.legalBasis}
        onChange={(event) => change({ ...value, legalBasis: event.target.value })}
      />
    </fieldset>
  );
}
