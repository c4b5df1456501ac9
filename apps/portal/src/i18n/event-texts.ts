/** What events tell, by the subject without version under which they are sent. */
export const eventTexts = {
  'event.contracts.contract-activated': ['Kontrakt trådt i kraft', 'Contract put in force'],
  'event.contracts.joint-contract-activated': ['Fælles kontrakt trådt i kraft', 'Joint contract put in force'],
  'event.contracts.partner-message-queued': ['Besked til en partner afgivet', 'Message for a partner handed over'],
  'event.contracts.partner-message-booked': ['Besked fra en partner bogført', 'Message from a partner booked'],
  'event.outcomes.outcomes-finalised': ['Resultater endelige', 'Outcomes final'],
  'event.outcomes.outcomes-reversed': ['Resultater tilbageført', 'Outcomes reversed'],
  'event.outcomes.sample-frozen': ['Stikprøvens grundlag fastlagt', 'Population of a sample frozen'],
  'event.outcomes.sample-drawn': ['Stikprøve udtrukket', 'Sample drawn'],
  'event.outcomes.sample-concluded': ['Stikprøve afsluttet', 'Sample concluded'],
  'event.payments.payment-authorised': ['Betaling anvist', 'Payment authorised'],
  'event.payments.partner-message-queued': ['Besked til en partner afgivet', 'Message for a partner handed over'],
  'event.payments.partner-message-booked': ['Besked fra en partner bogført', 'Message from a partner booked'],
  'event.partnership.member-changed': ['Et medlem af partnerskabet ændret', 'A member of the partnership changed'],
  'event.partnership.partner-message-received': ['Besked fra en partner modtaget', 'Message from a partner received'],
  'event.partnership.partner-message-settled': ['Besked til en partner afsluttet', 'Message to a partner settled'],
} as const;
