export const LANGUAGES = ['da', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const danish = {
  basis: { facts: 'fakta fra filen', plan: 'de planlagte antal, alle opnået' },
  period: 'Periode', to: 'til', terms: 'Vilkår', computed: 'Beregnet af', facts: 'fakta', total: 'I alt', year: 'År', none: '–',
  payments: 'Betalinger pr. budgetår og betaler', gross: 'Bruttoværdi', notPaid: 'Betales ikke', payable: 'Betales',
  excess: 'Hvor der ikke betales', step: 'Trin', cap: 'Loft', amount: 'Beløb',
  steps: { price: 'pris', quantity: 'antal', person: 'person', outcome: 'resultat', 'budget-year': 'budgetår', contract: 'kontrakt', payer: 'betaler' },
  lines: 'Beregningen, linje for linje', more: (count: number) => `… og ${count} linjer mere (--json viser alle)`,
  unpaid: 'Uden betaling', flags: 'Bemærk',
  liquidity: 'Likviditet', payableSoFar: 'Betalt i alt', paidIn: 'Indskudt', paidBack: 'Tilbagebetalt', position: 'Investorernes kasse',
  investors: 'Investorernes pengestrøm', party: 'Part', kind: 'Art', principal: 'Hovedstol', return: 'Afkast', guaranteed: 'Garanti', lost: 'Tabt', multiple: 'Multipel', irr: 'Intern rente',
  kinds: { grant: 'tilskud', 'senior-loan': 'seniorlån', 'subordinated-loan': 'efterstillet lån', equity: 'egenkapital' },
  guarantee: (party: string, called: string, amount: string) => `${party} dækker ${called} af sin garanti på ${amount}.`,
  surplus: (amount: string) => `${amount} er modtaget ud over hovedstol og aftalt afkast.`,
  worst: 'Værste fald for hver betaler', allAchieved: 'Alt opnået', ceiling: 'Loft i vilkårene', atRisk: 'Egen kapital på spil', unlimited: 'intet loft',
  scenarios: (runs: number, seed: number) => `Udfald ved forskellige succesrater (${runs} træk hver, seed ${seed})`, success: 'Succes', mean: 'Middel', irrs: 'Intern rente p5 / p50 / p95',
  percentiles: 'p5: kun 5 % af trækkene ligger under. p50: midterst.',
  noScenarios: 'Ingen scenarier: vilkårene har hverken planlagte antal (planned) eller forventede værdier (expected).',
  onlyInScenarios: (codes: string) => `Kun scenarierne bruger den forventede værdi af: ${codes}. Giv målinger med --facts for at se dem i tabellerne.`,
};
type Words = typeof danish;

const english: Words = {
  basis: { facts: 'facts from the file', plan: 'the planned counts, all achieved' },
  period: 'Period', to: 'to', terms: 'Terms', computed: 'Computed from', facts: 'facts', total: 'Total', year: 'Year', none: '–',
  payments: 'Payments per budget year and payer', gross: 'Gross value', notPaid: 'Not paid', payable: 'Payable',
  excess: 'Where nothing is paid', step: 'Step', cap: 'Cap', amount: 'Amount',
  steps: { price: 'price', quantity: 'quantity', person: 'person', outcome: 'outcome', 'budget-year': 'budget year', contract: 'contract', payer: 'payer' },
  lines: 'The computation, line by line', more: (count) => `… and ${count} more lines (--json shows all)`,
  unpaid: 'Without payment', flags: 'Note',
  liquidity: 'Liquidity', payableSoFar: 'Paid so far', paidIn: 'Paid in', paidBack: 'Paid back', position: "Investors' purse",
  investors: "The investors' cash flow", party: 'Party', kind: 'Kind', principal: 'Principal', return: 'Return', guaranteed: 'Guarantee', lost: 'Lost', multiple: 'Multiple', irr: 'IRR',
  kinds: { grant: 'grant', 'senior-loan': 'senior loan', 'subordinated-loan': 'subordinated loan', equity: 'equity' },
  guarantee: (party, called, amount) => `${party} covers ${called} of its guarantee of ${amount}.`,
  surplus: (amount) => `${amount} is received beyond principal and agreed return.`,
  worst: 'Worst case for each payer', allAchieved: 'All achieved', ceiling: 'Ceiling in the terms', atRisk: 'Own capital at risk', unlimited: 'no ceiling',
  scenarios: (runs, seed) => `Outcomes at different success rates (${runs} draws each, seed ${seed})`, success: 'Success', mean: 'Mean', irrs: 'IRR p5 / p50 / p95',
  percentiles: 'p5: only 5 % of the draws lie below. p50: the middle.',
  noScenarios: 'No scenarios: the terms have neither planned counts (planned) nor expected values (expected).',
  onlyInScenarios: (codes) => `Only the scenarios use the expected value of: ${codes}. Give measurements with --facts to see them in the tables.`,
};

export const WORDS: Readonly<Record<Language, Words>> = { da: danish, en: english };
