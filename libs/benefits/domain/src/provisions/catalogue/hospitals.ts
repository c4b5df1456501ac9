import { localDate } from '@ringvirkning/kernel';
import type { ProvisionDocument } from '../provision.js';

const REGION = [{ treasury: 'region' as const, share: '1' }];

export const hospitals: ProvisionDocument = {
  code: 'sygehuse',
  title: { da: 'Sygehusbehandling', en: 'Hospital treatment' },
  reference: 'Sundhedsloven; aftale om sundhedsreform 2024',
  about: {
    da: 'Hvem en sparet sygehusydelse tilfalder. Fra 1. januar 2027 er Region Hovedstaden og Region Sjælland Region Østdanmark.',
    en: 'To whom a saved hospital service falls. From 1 January 2027 the regions Hovedstaden and Sjælland are Region Østdanmark.',
  },
  rules: [
    {
      from: localDate('2019-01-01'),
      to: localDate('2026-12-31'),
      shares: REGION,
      source: 'Kommunal medfinansiering, fastfrosset siden 2019 (Indenrigs- og Sundhedsministeriet)',
      note: {
        da: 'Kommunens betaling er frosset: en sparet sengedag giver kommunen 0 kr. og regionen det hele.',
        en: 'The municipal payment is frozen: a saved bed day gives the municipality nothing and the region everything.',
      },
    },
    {
      from: localDate('2027-01-01'),
      shares: REGION,
      source: 'Aftale om sundhedsreform 2024: medfinansieringen nedlægges med overgang i 2027 og 2028',
      note: {
        da: 'Medfinansieringen ophører; på marginalen er svaret det samme. Regionen er fra nu af Østdanmark, hvor den var Hovedstaden eller Sjælland.',
        en: 'Co-financing ends; at the margin the answer is the same. The region is now Østdanmark where it was Hovedstaden or Sjælland.',
      },
    },
  ],
};
