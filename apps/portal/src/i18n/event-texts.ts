/** What events tell, by the subject without version under which they are sent. */
export const eventTexts = {
  'event.benefits.partner-messages-queued': ['Beskeder til en partner afgivet', 'Messages for a partner handed over'],
  'event.benefits.partner-messages-booked': ['Beskeder fra en partner bogført', 'Messages from a partner booked'],
  'event.contracts.contract-activated': ['Kontrakt trådt i kraft', 'Contract put in force'],
  'event.contracts.joint-contract-activated': ['Fælles kontrakt trådt i kraft', 'Joint contract put in force'],
  'event.contracts.partner-messages-queued': ['Beskeder til en partner afgivet', 'Messages for a partner handed over'],
  'event.contracts.partner-messages-booked': ['Beskeder fra en partner bogført', 'Messages from a partner booked'],
  'event.outcomes.outcomes-finalised': ['Resultater endelige', 'Outcomes final'],
  'event.outcomes.outcomes-reversed': ['Resultater tilbageført', 'Outcomes reversed'],
  'event.outcomes.person-moved': ['En borgers betalende kommune ændret', 'Who pays for a citizen changed'],
  'event.outcomes.sample-frozen': ['Stikprøvens grundlag fastlagt', 'Population of a sample frozen'],
  'event.outcomes.sample-drawn': ['Stikprøve udtrukket', 'Sample drawn'],
  'event.outcomes.sample-concluded': ['Stikprøve afsluttet', 'Sample concluded'],
  'event.payments.payment-authorised': ['Betaling anvist', 'Payment authorised'],
  'event.payments.due-authorised': [
    'Betalingskrav fra en anden kommune anvist',
    'Claim of another municipality authorised',
  ],
  'event.outcomes.partner-messages-queued': ['Beskeder til en partner afgivet', 'Messages for a partner handed over'],
  'event.payments.partner-messages-queued': ['Beskeder til en partner afgivet', 'Messages for a partner handed over'],
  'event.payments.partner-messages-booked': ['Beskeder fra en partner bogført', 'Messages from a partner booked'],
  'event.partnership.member-changed': ['Et medlem af partnerskabet ændret', 'A member of the partnership changed'],
  'event.partnership.partner-messages-received': [
    'Beskeder fra en partner modtaget',
    'Messages from a partner received',
  ],
  'event.partnership.partner-messages-settled': ['Beskeder til en partner afsluttet', 'Messages to a partner settled'],
} as const;
