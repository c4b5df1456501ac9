/** What the law asks of the person behind an outcome, told by those who know. */
export const factsTexts = {
  'facts.title': ['Hvad loven spørger om', 'What the law asks'],
  'facts.lead': [
    'Når gevinsten ved resultatet deles mellem kasserne, spørger loven om personens egne forhold på dagen. Det, du oplyser, træder i stedet for modellens antagelse, og resultatet værdisættes på ny. Opslaget er skrevet i loggen over, hvem der har set oplysninger om borgere.',
    'When the gain of the outcome is shared between purses, the law asks about the person’s own circumstances on the day. What you tell takes the place of what the model assumes, and the outcome is valued anew. That you looked is written in the log of who has seen data about people.',
  ],
  'facts.noModel': [
    'Kontrakten har ingen værdisætningsmodel endnu. Der spørges om noget, når en model er tilknyttet.',
    'The contract has no valuation model yet. Something is asked once a model is attached.',
  ],
  'facts.nothing': [
    'Modellen skal intet vide om personen: andelene er de samme for alle.',
    'The model needs to know nothing about the person: the shares are the same for everybody.',
  ],
  'facts.need.weeks': ['Uger med ydelser indtil dagen', 'Weeks on benefits up to the day'],
  'facts.need.days': ['Dage brugt indtil dagen i kalenderåret', 'Days used up to the day in the calendar year'],
  'facts.need.yearlyCost': [
    'Personens udgift indtil nu, omregnet til et år (12 gange måneden), i hele kroner',
    'The person’s cost so far at the rate of a year (12 times the month), in kroner',
  ],
  'facts.need.monthsSince': [
    'Dagen for hændelsen, fx første udskrivning',
    'The day of the event, e.g. first discharge',
  ],
  'facts.need.monthsTold': ['Måneder siden hændelsen', 'Months since the event'],
  'facts.need.monthsUsed': ['Måneder brugt af perioden', 'Months of the window used'],
  'facts.assumed': [
    'Lades feltet tomt, antager modellen {{values}} ({{source}}).',
    'Left empty, the model assumes {{values}} ({{source}}).',
  ],
  'facts.share': ['{{value}} for {{share}}', '{{value}} for {{share}}'],
  'facts.sourceOf': ['Kilde: {{what}}', 'Source: {{what}}'],
  'facts.choose': ['Vælg', 'Choose'],
  'facts.source.register': ['Register', 'Register'],
  'facts.source.case-file': ['Sagen', 'The case file'],
  'facts.source.statement': ['Personens egen oplysning', 'The person’s own statement'],
  'facts.lasting': ['Har virkningen holdt?', 'Has the effect lasted?'],
  'facts.lastingLead': [
    'At den har holdt, siges ved at kræve resultatet ved opfølgningen. Her oplyses, at den ikke har.',
    'That it has lasted is said by claiming the outcome at the follow-up. Here it is told that it has not.',
  ],
  'facts.untold': ['Ikke oplyst her', 'Not told here'],
  'facts.notLasting': ['Har ikke holdt', 'Has not lasted'],
  'facts.state': ['{{followUp}}: {{state}}', '{{followUp}}: {{state}}'],
  'facts.state.reached': ['har holdt, efter et endeligt resultat', 'has lasted, by a final outcome'],
  'facts.state.not-lasting': ['har ikke holdt, efter opfølgningen', 'has not lasted, by the follow-up'],
  'facts.invalid': [
    'Skriv et tal fra 0 og op med højst seks decimaler.',
    'Write a number from 0 up with at most six decimals.',
  ],
  'facts.save': ['Gem oplysningerne', 'Save what is known'],
  'facts.saved': ['Oplysningerne er gemt, og resultatet er værdisat på ny.', 'Saved; the outcome is valued anew.'],
  'facts.back': ['Resultatet', 'The outcome'],
} as const satisfies Record<string, readonly [da: string, en: string]>;
