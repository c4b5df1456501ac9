export const glossaryTexts = {
  'glossary.title': ['Ordbog', 'Glossary'],
  'glossary.lead': [
    'Feltets egne ord, og hvad de betyder her. Et spørgsmålstegn ved et ord på siderne siger det samme.',
    'The field’s own words, and what they mean here. A question mark beside a word on the pages says the same.',
  ],
  'glossary.find': ['Find et ord', 'Find a word'],
  'glossary.shown': ['Viste ord: {{count}}', 'Words shown: {{count}}'],
  'glossary.none': ['Intet ord passer.', 'No word fits.'],
  'glossary.what': ['Forklaring: {{word}}', 'Explanation: {{word}}'],
  'glossary.all': ['Alle ord', 'All words'],
} as const;
