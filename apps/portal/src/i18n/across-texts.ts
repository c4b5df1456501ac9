/** Benefits between municipalities with a contract in common. */
export const acrossTexts = {
  'across.title': ['Fælles kontrakt med {{name}}', 'Joint contract with {{name}}'],
  'across.weTell': [
    '{{name}} bogfører selv, hvad dens kasser får, når en af dens borgere når et resultat. Vi opgør det og sender det, hver gang det ændrer sig. Tallene herunder er {{name}}s, samlet pr. kasse, og er ikke med i vores egne.',
    '{{name}} books itself what its purses gain when one of its citizens reaches an outcome. We work it out and tell it whenever it changes. The figures below are those of {{name}}, per purse, and are not in our own.',
  ],
  'across.theyTell': [
    '{{name}} fører kontrakten og oplyser, hvad vores kasser får, når en af vores borgere når et resultat. Det er bogført i vores egne tal ovenfor. Herunder står de øvriges tal, samlet pr. kasse; hvad der ville pege på få borgere, er udeladt.',
    '{{name}} leads the contract, and tells what our purses gain when one of our citizens reaches an outcome. It is booked in our own figures above. Below are the others’ figures, per purse; what would point at few people is left out.',
  ],
  'across.nothing': ['Der er ingen tal at vise endnu.', 'There are no figures to show yet.'],
  'across.state': ['Gevinstopgørelse', 'Statement of benefits'],
  'across.state.none': ['Intet at oplyse endnu', 'Nothing to tell yet'],
  'across.state.sent': ['Sendt, ikke besvaret endnu', 'Sent, not answered yet'],
  'across.state.waiting': ['Venter på kontrakten', 'Waits for the contract'],
  'across.state.booked': ['Bogført', 'Booked'],
  'across.state.refused': ['Afvist', 'Refused'],
  'across.state.lost': ['Kom ikke frem', 'Did not arrive'],
  'across.statement': ['Seneste opgørelse', 'Last statement'],
  'across.number': ['Nr. {{number}}, opgjort pr. {{day}}', 'No. {{number}}, as of {{day}}'],
  'across.toldAt': ['Sendt', 'Sent'],
  'across.heardAt': ['Modtaget', 'Received'],
  'across.theirs': [
    'Gevinst for den anden kommunes kasser, region og stat',
    'Gained by the other’s purses, region and state',
  ],
  'across.ours': ['Gevinst for vores kasser, region og stat', 'Gained by our purses, region and state'],
  'across.held': ['Bogført i den anden kommune', 'Booked in the other municipality'],
  'across.model': ['Opgjort efter modellen', 'Valued by the model'],
  'across.valuedBy': [
    '{{name}} fører kontrakten og værdisætter dens resultater efter modellen {{model}}.',
    '{{name}} leads the contract, and values its outcomes by the model {{model}}.',
  ],
  'across.notValued': [
    '{{name}} fører kontrakten og har ikke oplyst nogen gevinst endnu.',
    '{{name}} leads the contract, and has told of no gain yet.',
  ],
  'across.fault.out-of-range': ['Et beløb er for stort', 'An amount is too large'],
  'across.fault.does-not-add-up': ['Tallene går ikke op', 'The figures do not add up'],
  'across.fault.repeated-line': ['En linje står to gange', 'A line stands twice'],
  'across.fault.other-figures-before': ['Nummeret er brugt til andre tal', 'The number was used for other figures'],
  'across.fault.not-from-the-home': ['Afsenderen fører ikke kontrakten', 'The sender does not lead the contract'],
  'across.fault.other-currency': ['Kontrakten er i en anden valuta', 'The contract is in another currency'],
  'across.fault.not-our-purse': [
    'Den nævner en kasse, som ikke er modtagerens',
    'It names a purse that is not the receiver’s',
  ],
} as const;
