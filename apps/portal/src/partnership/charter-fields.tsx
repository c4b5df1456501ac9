import type { PartnershipCharter } from '@ringvirkning/partnership-api';
import { useText } from '../i18n/i18n.js';
import { Input, TextArea } from '../ui/forms.js';

export const EMPTY_CHARTER: PartnershipCharter = {
  name: '',
  purpose: '',
  shares: '',
  legalBasis: '',
  retention: '',
  threshold: 5,
};

interface CharterFieldsProps {
  readonly charter: PartnershipCharter;
  change(charter: PartnershipCharter): void;
}

/** What a partnership is for, as its members agree on it. */
export function CharterFields({ charter, change }: CharterFieldsProps) {
  const { t } = useText();
  const field = (name: 'name' | 'purpose' | 'shares' | 'legalBasis' | 'retention') => ({
    label: t(`ptn.${name === 'name' ? 'charterName' : name}`),
    required: true,
    value: charter[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      change({ ...charter, [name]: event.target.value }),
  });
  return (
    <>
      <Input {...field('name')} maxLength={300} />
      <TextArea {...field('purpose')} rows={2} maxLength={4000} />
      <TextArea {...field('shares')} hint={t('ptn.sharesHint')} rows={2} maxLength={4000} />
      <TextArea {...field('legalBasis')} rows={2} maxLength={4000} />
      <TextArea {...field('retention')} rows={2} maxLength={4000} />
      <Input
        label={t('ptn.threshold')}
        hint={t('ptn.thresholdHint')}
        type="number"
        min={3}
        max={20}
        required
        value={charter.threshold}
        onChange={(event) => change({ ...charter, threshold: Number(event.target.value) })}
      />
    </>
  );
}
