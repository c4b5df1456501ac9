/** What if the law, a share or the outcomes were others. */
export const whatIfTexts = {
  'whatIf.title': ['Hvad nu hvis?', 'What if?'],
  'whatIf.intro': [
    'Se, hvem der ville få gevinsten, hvis en ydelse hørte under en anden bestemmelse, loven fra en anden dag gjaldt, en andel var en anden, eller flere eller færre nåede et resultat. Intet bogføres; loven ændrer kun, hvem der får, ikke summen.',
    'See who would gain if a service fell under another provision, the law of another day applied, a share were another, or more or fewer reached an outcome. Nothing is booked; the law changes only who gains, not the total.',
  ],
  'whatIf.start': ['Prøv', 'Try it'],
  'whatIf.from': ['Flyt fra', 'Move from'],
  'whatIf.to': ['Flyt til', 'Move to'],
  'whatIf.none': ['Ingen flytning', 'No move'],
  'whatIf.lawAsOf': ['Loven, som den var den', 'The law as of'],
  'whatIf.shared': ['Fordel efter en fast andel', 'Share plainly'],
  'whatIf.byLaw': ['Som loven siger', 'As the law says'],
  'whatIf.municipality': ['Kommunens andel: {{percent}} %', 'The municipality’s share: {{percent}}%'],
  'whatIf.outcomes': ['Opnåede resultater: {{percent}} % af i dag', 'Outcomes reached: {{percent}}% of today’s'],
  'whatIf.percent': ['{{percent}} %', '{{percent}}%'],
  'whatIf.name': ['Navn', 'Name'],
  'whatIf.nameHint': [
    'Gemmes i dette vindue og vises ved siden af de andre.',
    'Kept in this window and shown beside the others.',
  ],
  'whatIf.save': ['Gem til sammenligning', 'Keep for comparison'],
  'whatIf.forget': ['Fjern »{{name}}«', 'Remove “{{name}}”'],
  'whatIf.full': [
    'Der kan sammenlignes højst {{most}}. Fjern en for at gemme en ny.',
    'No more than {{most}} can be compared. Remove one to keep another.',
  ],
  'whatIf.notAny': [
    'Noget af det gemte kan ikke beregnes med den model, der bruges nu.',
    'Some of what is kept cannot be computed by the model that is used now.',
  ],
  'whatIf.caption': ['Gevinst i dag og efter det, der prøves', 'Gain today and by what is tried'],
  'whatIf.asIs': ['I dag', 'Today'],
  'whatIf.whatIf': ['Det, der prøves', 'What is tried'],
  'whatIf.difference': ['Forskel', 'Difference'],
} as const satisfies Record<string, readonly [da: string, en: string]>;
