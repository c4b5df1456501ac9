/** The plan of a contract, from Den Socialøkonomiske Investeringsmodel (SØM). */
export const planTexts = {
  'plan.title': ['Plan og regnskab', 'Plan and accounts'],
  'plan.none': ['Der er ikke indlæst nogen plan fra SØM.', 'No plan from SØM has been loaded.'],
  'plan.inForce': [
    'Plan nr. {{number}} fra SØM-version {{version}}, {{year}}-priser, indlæst {{at}} af {{by}}.',
    'Plan no. {{number}} from SØM version {{version}}, {{year}} prices, loaded {{at}} by {{by}}.',
  ],
  'plan.otherPrices': [
    'Værdisætningsmodellen regner i {{year}}-priser. Tallene sammenlignes, som de står.',
    'The valuation model is in {{year}} prices. The figures are compared as they stand.',
  ],
  'plan.caption': ['Planen ved siden af bøgerne, pr. kasse og år', 'The plan beside the books, per purse and year'],
  'plan.purse': ['Kasse', 'Purse'],
  'plan.year': ['År', 'Year'],
  'plan.plan.cost': ['Plan: omkostninger', 'Plan: costs'],
  'plan.plan.gain': ['Plan: konsekvenser', 'Plan: consequences'],
  'plan.plan.net': ['Plan: netto', 'Plan: net'],
  'plan.ours.cost': ['Bogført: omkostninger', 'Booked: costs'],
  'plan.ours.gain': ['Bogført: gevinst', 'Booked: gain'],
  'plan.ours.net': ['Bogført: netto', 'Booked: net'],
  'plan.difference': ['Forskel, netto', 'Difference, net'],
  'plan.note.invested': [
    'Udgifter er negative, gevinster positive, som i SØM. Bogførte omkostninger er den kapital, kasserne har skudt ind; gevinsten er realiseret og forventet tilsammen. Andre kasser end kommune, region og stat er ikke med.',
    'Costs are negative, gains positive, as in SØM. Booked costs are the capital that the purses put up; the gain is realised and expected together. Purses other than municipality, region and state are left out.',
  ],
  'plan.note.paid': [
    'Udgifter er negative, gevinster positive, som i SØM. Bogførte omkostninger er betalingerne for resultater; gevinsten er realiseret og forventet tilsammen. Andre kasser end kommune, region og stat er ikke med.',
    'Costs are negative, gains positive, as in SØM. Booked costs are the payments for outcomes; the gain is realised and expected together. Purses other than municipality, region and state are left out.',
  ],
  'plan.restricted': [
    'Tal for forvaltninger og myndigheder, som din forvaltning ikke har en aftale med, er ikke med i det bogførte.',
    'Figures of departments and authorities that your department has no agreement with are left out of what is booked.',
  ],
  'plan.load': ['Indlæs en plan fra SØM', 'Load a plan from SØM'],
  'plan.loadIntro': [
    'Kopiér resultattabellen fra SØM ind her, eller vælg den som CSV- eller XLSX-fil. Over tabellen skal der stå SØM-version, Enhed (kr.) og Prisniveau; overskriften er Aktør, Post, årene og I alt.',
    'Paste the result table from SØM here, or choose it as a CSV or XLSX file. Above the table stand SØM-version, Enhed (kr.) and Prisniveau; the heading is Aktør, Post, the years and I alt.',
  ],
  'plan.version': ['SØM-version', 'SØM version'],
  'plan.versionHint': ['Fx 2.4, som den står i SØM', 'For example 2.4, as it stands in SØM'],
  'plan.paste': ['Resultattabel', 'Result table'],
  'plan.file': ['Eller som fil', 'Or as a file'],
  'plan.save': ['Indlæs planen', 'Load the plan'],
} as const satisfies Record<string, readonly [string, string]>;
