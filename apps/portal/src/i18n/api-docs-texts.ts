/** They come with the page. */
export const apiDocsTexts = {
  'apiDocs.title': ['API-dokumentation', 'API documentation'],
  'apiDocs.lead': [
    'Alt, hvad siderne kan, kan andre systemer også, med samme adgang. Log ind gennem portalen, eller medbring et adgangstegn (bearer token).',
    'Whatever the pages can do, other systems can too, with the same access. Sign in through the portal, or bring a bearer token.',
  ],
  'apiDocs.document': ['Hele dokumentet (OpenAPI 3.1)', 'The whole document (OpenAPI 3.1)'],
  'apiDocs.missing': ['Svarer ikke lige nu: {{services}}.', 'Not answering right now: {{services}}.'],
  'apiDocs.addresses': ['Adresser', 'Addresses'],
  'apiDocs.address': ['Adresse', 'Address'],
  'apiDocs.purpose': ['Formål', 'Purpose'],
  'apiDocs.service': ['Tjeneste', 'Service'],
  'apiDocs.permission': ['Kræver', 'Requires'],
  'apiDocs.public': ['Åben for alle', 'Open to everybody'],
} as const;
