export const LANGUAGES = ['da', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const danish = {
  plan: 'planen, alt opnået', facts: (count: number) => `${count} fakta fra filen`,
  period: 'Periode', to: 'til', terms: 'Vilkår', computed: 'Beregnet af', total: 'I alt', year: 'År', none: '–',
  payments: 'Betalinger pr. budgetår og betaler', gross: 'Bruttoværdi', notPaid: 'Betales ikke', payable: 'Betales',
  payees: 'Hvem der får betalingen', payee: 'Modtager',
  excess: 'Hvor der ikke betales', step: 'Trin', cap: 'Loft', amount: 'Beløb',
  steps: { price: 'pris', quantity: 'antal', person: 'person', outcome: 'resultat', 'budget-year': 'budgetår', contract: 'kontrakt', payer: 'betaler' },
  lines: 'Beregningen, linje for linje', more: (count: number) => `… og ${count} linjer mere (--json viser alle)`,
  unpaid: 'Uden betaling', noPrice: (count: number) => `${count} uden betaling: resultatet har ingen pris i vilkårene.`, flags: 'Bemærk',
  liquidity: 'Likviditet', payableSoFar: 'Betalt i alt', paidIn: 'Indskudt', paidBack: 'Tilbagebetalt', position: 'Investorernes kasse',
  investors: 'Investorernes pengestrøm', party: 'Part', kind: 'Art', principal: 'Hovedstol', return: 'Afkast', guaranteed: 'Garanti', lost: 'Tabt', multiple: 'Multipel', irr: 'Intern rente',
  kinds: { grant: 'tilskud', 'senior-loan': 'seniorlån', 'subordinated-loan': 'efterstillet lån', equity: 'egenkapital', 'first-loss-guarantee': 'tabsgaranti' },
  guarantee: (party: string, called: string, amount: string) => `Garanti: ${party} dækker ${called} af ${amount}`,
  repaidBy: (parties: string) => `Kapitalen tilbagebetales af betalingerne til ${parties}.`,
  passedOn: (parties: string) => `Ingen modtager er investor eller mellemled (partner): betalingerne går til ${parties}, og kapitalen tilbagebetales af dem.`,
  returns: 'Hovedstol før afkast. Et årligt afkast er simpel rente af udestående hovedstol, faktiske dage/365, indtil den er tilbagebetalt; ubetalt afkast forrentes ikke,\nså den interne rente kan ligge under satsen. Budgetårets betaling regnes modtaget 31. december (i kontraktens sidste år på dens sidste dag).',
  surplus: (amount: string) => `Modtaget ud over hovedstol og aftalt afkast: ${amount}`,
  worst: 'Værste fald for hver betaler', allAchieved: 'Alle lykkes', ceiling: 'Loft i vilkårene', atRisk: 'Egen kapital på spil', unlimited: 'intet loft',
  scenarios: (runs: number, seed: number) => `Udfald ved forskellige succesrater (${runs} træk hver, seed ${seed})`, success: 'Succes', exactly: 'Netop så mange', mean: 'Middel', irrs: 'Intern rente p5 / p50 / p95',
  percentiles: 'Hvem der lykkes, når alt, der var planlagt for personen; hvem der ikke lykkes, når intet. Forventede værdier nås i samme grad. Netop så mange: ét forløb,\nhvor den andel af de planlagte personer, jævnt fordelt efter deres nummer, lykkes; det er ikke en middelværdi. I trækkene lykkes hver person med den chance.\np5: kun 5 % af trækkene ligger under. p50: midterst.',
  ownRank: 'Intern rente og multipel er ordnet hver for sig; et træk uden intern rente, fordi alt er tabt, er det laveste.',
  noScenarios: 'Ingen scenarier: der er ingen resultater for personer, som kan lykkes eller ikke lykkes.',
};
type Words = typeof danish;

const english: Words = {
  plan: 'the plan, all achieved', facts: (count) => `${count} facts from the file`,
  period: 'Period', to: 'to', terms: 'Terms', computed: 'Computed from', total: 'Total', year: 'Year', none: '–',
  payments: 'Payments per budget year and payer', gross: 'Gross value', notPaid: 'Not paid', payable: 'Payable',
  payees: 'Who is paid', payee: 'Payee',
  excess: 'Where nothing is paid', step: 'Step', cap: 'Cap', amount: 'Amount',
  steps: { price: 'price', quantity: 'quantity', person: 'person', outcome: 'outcome', 'budget-year': 'budget year', contract: 'contract', payer: 'payer' },
  lines: 'The computation, line by line', more: (count) => `… and ${count} more lines (--json shows all)`,
  unpaid: 'Without payment', noPrice: (count) => `${count} without payment: the outcome has no price in the terms.`, flags: 'Note',
  liquidity: 'Liquidity', payableSoFar: 'Paid so far', paidIn: 'Paid in', paidBack: 'Paid back', position: "Investors' purse",
  investors: "The investors' cash flow", party: 'Party', kind: 'Kind', principal: 'Principal', return: 'Return', guaranteed: 'Guarantee', lost: 'Lost', multiple: 'Multiple', irr: 'IRR',
  kinds: { grant: 'grant', 'senior-loan': 'senior loan', 'subordinated-loan': 'subordinated loan', equity: 'equity', 'first-loss-guarantee': 'first-loss guarantee' },
  guarantee: (party, called, amount) => `Guarantee: ${party} covers ${called} of ${amount}`,
  repaidBy: (parties) => `The capital is repaid from the payments to ${parties}.`,
  passedOn: (parties) => `No payee is an investor or an intermediary (partner): the payments go to ${parties}, and the capital is repaid from them.`,
  returns: 'Principal before return. A yearly return is simple interest on outstanding principal, actual days/365, until it is repaid; unpaid return bears none,\nso the IRR may lie below the rate. A budget year is taken as received on 31 December (in the last year of the contract on its last day).',
  surplus: (amount) => `Received beyond principal and agreed return: ${amount}`,
  worst: 'Worst case for each payer', allAchieved: 'All succeed', ceiling: 'Ceiling in the terms', atRisk: 'Own capital at risk', unlimited: 'no ceiling',
  scenarios: (runs, seed) => `Outcomes at different success rates (${runs} draws each, seed ${seed})`, success: 'Success', exactly: 'Exactly so many', mean: 'Mean', irrs: 'IRR p5 / p50 / p95',
  percentiles: 'Who succeeds reaches all that was planned for the person, who does not reaches nothing. Expected values are reached to the same degree. Exactly so many:\none course in which that share of the planned people, spread evenly by their number, succeed; it is not a mean. In the draws each person succeeds with that chance.\np5: only 5 % of the draws lie below. p50: the middle.',
  ownRank: 'IRR and multiple are each ranked by themselves; a draw without an IRR, because all is lost, is the lowest.',
  noScenarios: 'No scenarios: there are no outcomes of people that may succeed or not.',
};

export const WORDS: Readonly<Record<Language, Words>> = { da: danish, en: english };
