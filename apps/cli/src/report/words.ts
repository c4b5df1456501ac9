export const LANGUAGES = ['da', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const danish = {
  plan: 'planen, alt opnået', facts: (count: number) => `${count} fakta fra filen`,
  period: 'Periode', to: 'til', terms: 'Vilkår', computed: 'Beregnet af', total: 'I alt', year: 'År', none: '–',
  payments: 'Betalinger pr. budgetår og betaler', gross: 'Bruttoværdi', notPaid: 'Betales ikke', payable: 'Betales',
  excess: 'Hvor der ikke betales', step: 'Trin', cap: 'Loft', amount: 'Beløb',
  steps: { price: 'pris', quantity: 'antal', person: 'person', outcome: 'resultat', 'budget-year': 'budgetår', contract: 'kontrakt', payer: 'betaler' },
  lines: 'Beregningen, linje for linje', more: (count: number) => `… og ${count} linjer mere (--json viser alle)`,
  unpaid: 'Uden betaling', flags: 'Bemærk',
  liquidity: 'Likviditet', payableSoFar: 'Betalt i alt', paidIn: 'Indskudt', paidBack: 'Tilbagebetalt', position: 'Investorernes kasse',
  investors: 'Investorernes pengestrøm', party: 'Part', kind: 'Art', principal: 'Hovedstol', return: 'Afkast', guaranteed: 'Garanti', lost: 'Tabt', multiple: 'Multipel', irr: 'Intern rente',
  kinds: { grant: 'tilskud', 'senior-loan': 'seniorlån', 'subordinated-loan': 'efterstillet lån', equity: 'egenkapital', 'first-loss-guarantee': 'tabsgaranti' },
  guarantee: (party: string, called: string, amount: string) => `Garanti: ${party} dækker ${called} af ${amount}`,
  surplus: (amount: string) => `Modtaget ud over hovedstol og aftalt afkast: ${amount}`,
  worst: 'Værste fald for hver betaler', allAchieved: 'Alle lykkes', ceiling: 'Loft i vilkårene', atRisk: 'Egen kapital på spil', unlimited: 'intet loft',
  scenarios: (runs: number, seed: number) => `Udfald ved forskellige succesrater (${runs} træk hver, seed ${seed})`, success: 'Succes', exactly: 'Netop så mange', mean: 'Middel', irrs: 'Intern rente p5 / p50 / p95',
  percentiles: 'Hvem der lykkes, når alt, der var planlagt for personen; hvem der ikke lykkes, når intet. Forventede værdier nås i samme grad. Netop så mange: den andel\naf personerne lykkes. I trækkene lykkes hver person med den chance. p5: kun 5 % af trækkene ligger under. p50: midterst.',
  noScenarios: 'Ingen scenarier: der er ingen resultater for personer, som kan lykkes eller ikke lykkes.',
};
type Words = typeof danish;

const english: Words = {
  plan: 'the plan, all achieved', facts: (count) => `${count} facts from the file`,
  period: 'Period', to: 'to', terms: 'Terms', computed: 'Computed from', total: 'Total', year: 'Year', none: '–',
  payments: 'Payments per budget year and payer', gross: 'Gross value', notPaid: 'Not paid', payable: 'Payable',
  excess: 'Where nothing is paid', step: 'Step', cap: 'Cap', amount: 'Amount',
  steps: { price: 'price', quantity: 'quantity', person: 'person', outcome: 'outcome', 'budget-year': 'budget year', contract: 'contract', payer: 'payer' },
  lines: 'The computation, line by line', more: (count) => `… and ${count} more lines (--json shows all)`,
  unpaid: 'Without payment', flags: 'Note',
  liquidity: 'Liquidity', payableSoFar: 'Paid so far', paidIn: 'Paid in', paidBack: 'Paid back', position: "Investors' purse",
  investors: "The investors' cash flow", party: 'Party', kind: 'Kind', principal: 'Principal', return: 'Return', guaranteed: 'Guarantee', lost: 'Lost', multiple: 'Multiple', irr: 'IRR',
  kinds: { grant: 'grant', 'senior-loan': 'senior loan', 'subordinated-loan': 'subordinated loan', equity: 'equity', 'first-loss-guarantee': 'first-loss guarantee' },
  guarantee: (party, called, amount) => `Guarantee: ${party} covers ${called} of ${amount}`,
  surplus: (amount) => `Received beyond principal and agreed return: ${amount}`,
  worst: 'Worst case for each payer', allAchieved: 'All succeed', ceiling: 'Ceiling in the terms', atRisk: 'Own capital at risk', unlimited: 'no ceiling',
  scenarios: (runs, seed) => `Outcomes at different success rates (${runs} draws each, seed ${seed})`, success: 'Success', exactly: 'Exactly so many', mean: 'Mean', irrs: 'IRR p5 / p50 / p95',
  percentiles: 'Who succeeds reaches all that was planned for the person, who does not reaches nothing. Expected values are reached to the same degree. Exactly so many:\nthat share of the people succeed. In the draws each person succeeds with that chance. p5: only 5 % of the draws lie below. p50: the middle.',
  noScenarios: 'No scenarios: there are no outcomes of people that may succeed or not.',
};

export const WORDS: Readonly<Record<Language, Words>> = { da: danish, en: english };
