import type { Api } from '../api.js';
import { createContract } from '../contract-steps.js';
import { edited, exampleTerms } from '../documents.js';

const REF = 'AAR-UH-2027';

export const nextAgreement = (): string =>
  edited(
    exampleTerms('aarhus-young-homeless'),
    [
      [['ref'], REF],
      [
        ['title'],
        {
          da: 'Unge hjemløse i Aarhus – næste aftale (udkast)',
          en: 'Young homeless people in Aarhus – next agreement (draft)',
        },
      ],
      [['period'], { from: '2027-01-01', to: '2032-12-31' }],
      [['priceLevelYear'], 2026],
    ],
    ' Udkast: vilkårene fra den nuværende aftale med ny periode. Alle tal er eksempler.',
  );

/** A draft that waits for the council and the municipal director. */
export const draftNextAgreement = (api: Api): Promise<string> =>
  createContract(api, { ref: REF, terms: nextAgreement() });
