/** What events tell, by the subject without version under which they are sent. */
export const eventTexts = {
  'event.contracts.contract-activated': ['Kontrakt trådt i kraft', 'Contract put in force'],
  'event.outcomes.outcomes-finalised': ['Resultater endelige', 'Outcomes final'],
  'event.outcomes.outcomes-reversed': ['Resultater tilbageført', 'Outcomes reversed'],
  'event.outcomes.sample-frozen': ['Stikprøvens grundlag fastlagt', 'Population of a sample frozen'],
  'event.outcomes.sample-drawn': ['Stikprøve udtrukket', 'Sample drawn'],
  'event.outcomes.sample-concluded': ['Stikprøve afsluttet', 'Sample concluded'],
  'event.payments.payment-authorised': ['Betaling anvist', 'Payment authorised'],
} as const;
