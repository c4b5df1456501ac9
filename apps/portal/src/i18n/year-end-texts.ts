/** Year-end reconciliation of settlements between two municipalities. */
export const yearEndTexts = {
  'yearEnd.title': ['Årsafstemning', 'Year-end reconciliation'],
  'yearEnd.of': ['Budgetåret {{year}}', 'The budget year {{year}}'],
  'yearEnd.year': ['Budgetår', 'Budget year'],
  'yearEnd.lead': [
    'Hvad afregningerne mellem de to kommuner har flyttet i budgetåret. Hver kommune regner begge sider ud af sine egne bøger. Er fingeraftrykkene ens på begges ark, er bøgerne ens, og begge kan underskrive.',
    'What the settlements between the two municipalities have moved in the budget year. Each municipality works out both sides from its own books. Where the digests on both sheets are the same, so are the books, and both can sign.',
  ],
  'yearEnd.none': [
    'Der er ingen aftale med en anden kommune under kontrakten.',
    'There is no agreement with another municipality under the contract.',
  ],
  'yearEnd.hidden': [
    'Aftaler mellem kommunerne, som du ikke kan se: {{count}}. Beløbene er uden dem, og arket kan ikke underskrives. Økonomi ser det hele.',
    'Agreements between the municipalities that you cannot see: {{count}}. The sums are without them, and the sheet is not for signing. The controller sees all of it.',
  ],
  'yearEnd.with': ['{{a}} og {{b}}', '{{a}} and {{b}}'],
  'yearEnd.side': ['Kommune', 'Municipality'],
  'yearEnd.net': ['Afgivet i alt', 'Given in all'],
  'yearEnd.digest': ['Fingeraftryk', 'Digest'],
  'yearEnd.moves': ['Bogførte afregninger', 'Booked settlements'],
  'yearEnd.settlement': ['Afregning', 'Settlement'],
  'yearEnd.no': ['{{code}}, nr. {{no}}', '{{code}}, no. {{no}}'],
  'yearEnd.purse': ['Kasse', 'Purse'],
  'yearEnd.given': ['Afgivet (minus: modtaget)', 'Given (minus: got)'],
  'yearEnd.noMoves': ['Intet er bogført i budgetåret.', 'Nothing is booked in the budget year.'],
  'yearEnd.open': [
    'Ikke afsluttet og derfor ikke bogført: {{settlements}}.',
    'Not final, and so not booked: {{settlements}}.',
  ],
  'yearEnd.sign': ['Underskrifter', 'Signatures'],
  'yearEnd.signs': [
    'For {{name}}: ______________________________  Økonomidirektør, dato: ______________',
    'For {{name}}: ______________________________  Finance director, date: ______________',
  ],
  'yearEnd.compare': ['Sammenlign med den anden kommunes ark', 'Compare with the other municipality’s sheet'],
  'yearEnd.theirs': ['Den anden kommunes ark (fil)', 'The other municipality’s sheet (file)'],
  'yearEnd.theirsHint': [
    'Filen årsafstemning, som den anden kommune henter på sin side. Den gemmes ikke.',
    'The year-end file that the other municipality downloads on its page. It is not kept.',
  ],
  'yearEnd.file': [
    'Hent arket som fil til den anden kommune',
    'Download the sheet as a file for the other municipality',
  ],
  'yearEnd.agrees': [
    'Arkene er ens: begge bøger siger det samme.',
    'The sheets are the same: both books say the same.',
  ],
  'yearEnd.differs': ['Arkene er ikke ens.', 'The sheets are not the same.'],
  'yearEnd.differences': ['Forskelle', 'Differences'],
  'yearEnd.ours': ['Hos os', 'With us'],
  'yearEnd.their': ['Hos den anden', 'With the other'],
  'yearEnd.notASheet': ['Filen er ikke et ark til årsafstemning.', 'The file is not a year-end sheet.'],
} as const satisfies Record<string, readonly [da: string, en: string]>;
