import { useState } from 'react';
import type { EvidenceSource } from '@ringvirkning/outcomes-api';
import { BytesField } from '../files/file-fields.js';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { digestOfFile } from './digest.js';

export interface EvidenceChoice {
  readonly digest: string | undefined;
  readonly source: EvidenceSource;
  readonly legalBasis: string;
}

interface EvidenceFieldsProps {
  readonly sources: readonly string[];
  readonly required: boolean;
  readonly value: EvidenceChoice;
  change(value: EvidenceChoice): void;
}

/** A chosen file becomes its fingerprint here; the file stays where it is. */
export function EvidenceFields({ sources, required, value, change }: EvidenceFieldsProps) {
  const { t, word } = useText();
  const [hashing, setHashing] = useState(false);
  const choose = async (file: File | undefined) => {
    setHashing(file !== undefined);
    change({ ...value, digest: file && (await digestOfFile(file)) });
    setHashing(false);
  };
  return (
    <fieldset className="evidence">
      <legend className="form-label">{t('claims.evidence')}</legend>
      <BytesField
        label={t('newClaim.file')}
        hint={t('newClaim.fileHint')}
        required={required}
        choose={(file) => void choose(file)}
      />
      <p role="status" className="digest">
        {hashing
          ? t('newClaim.hashing')
          : value.digest && (
              <>
                {t('newClaim.digest')}: <code>{value.digest}</code>
              </>
            )}
      </p>
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
