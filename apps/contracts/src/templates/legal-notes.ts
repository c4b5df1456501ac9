import type { TemplateGallery } from '@ringvirkning/contracts-api';

type Note = TemplateGallery['items'][number]['notes'][number];
const note = (source: string, da: string, en: string): Note => ({ da, en, source, asOf: '2026-11' });

const YEARLY = note(
  'Lov om kommunernes styrelse § 40',
  'En bevilling gælder ét budgetår. Skal penge føres over til næste år, beslutter byrådet en tillægsbevilling, der angiver, hvordan den finansieres.',
  'An appropriation is for one budget year. To carry money over to the next, the council decides a supplementary appropriation that names its financing.',
);
const SOCIAL_VAT = note(
  'Momsloven § 13',
  'Sociale ydelser kan være fritaget for moms. Moms afgøres for hver ydelse, ikke for kontrakten som helhed.',
  'Social services may be exempt from VAT. VAT is decided for each service, not for the contract as a whole.',
);
const JOB_VAT = note(
  'Momsloven §§ 4 og 33',
  'Beskæftigelsesydelser kan være momspligtige med 25 %. Moms afgøres for hver ydelse.',
  'Employment services can carry 25% VAT. VAT is decided for each service.',
);
const LIGHT = note(
  'Direktiv 2014/24/EU artikel 4, litra d, og bilag XIV',
  'Sociale tjenesteydelser kan udbydes efter det lempelige regime. Tærsklen er 750.000 euro for hele kontraktens værdi; beløbet i kroner fastsættes hvert andet år.',
  'Social services can be procured under the light regime. The threshold is EUR 750,000 for the value of the whole contract; its amount in kroner is set every second year.',
);
const AID = note(
  'Forordning (EU) 2023/2831',
  'Betaling til en virksomhed kan være statsstøtte. Støtte under bagatelgrænsen er højst 300.000 euro over tre år til samme virksomhed.',
  'A payment to a company may be state aid. Aid below the de minimis ceiling is at most EUR 300,000 over three years to the same company.',
);
const OWN_FUND = note(
  'Lov om kommunernes styrelse § 40',
  'Det, afdelingen betaler tilbage til kommunens egen fond, kræver en driftsbevilling i det år, det betales, også når pengene bliver i kommunen.',
  'What the department repays to the municipality’s own fund needs an operating appropriation in the year it is paid, also when the money stays in the municipality.',
);

/** What to ask about before the model is used, by the reference of the template. Facts of public sources, dated; a template without an entry has none. */
export const LEGAL_NOTES: Readonly<Record<string, readonly Note[]>> = {
  'SKABELON-TAKSTBLAD': [YEARLY, SOCIAL_VAT, LIGHT],
  'SKABELON-JOB': [YEARLY, JOB_VAT, AID],
  'SKABELON-LAAN': [YEARLY, SOCIAL_VAT, LIGHT],
  'SKABELON-BETINGET-TILSKUD': [YEARLY, SOCIAL_VAT],
  'SKABELON-RAADETS-FOND': [YEARLY, OWN_FUND],
  'SKABELON-SAMMENLIGNING': [YEARLY, SOCIAL_VAT, LIGHT],
};
