/** They come with the page. */
export const statementTexts = {
  'statement.title': ['Tilgængelighedserklæring', 'Accessibility statement'],
  'statement.scope': [
    'Erklæringen gælder denne installation af Ringvirkning. Vi følger lov om tilgængelighed af offentlige organers websteder og mobilapplikationer og WCAG 2.1 på niveau AA (EN 301 549).',
    'This statement covers this installation of Ringvirkning. We follow the Danish act on the accessibility of public bodies’ websites and WCAG 2.1 at level AA (EN 301 549).',
  ],
  'statement.status': ['Overholdelse', 'Compliance'],
  'statement.statusText': [
    'Siderne er afprøvet automatisk med axe-core på alle sider, på dansk og engelsk, ved skærm- og telefonbredde, og uden fejl. Der er endnu ikke foretaget en uafhængig manuel gennemgang med hjælpemidler.',
    'All pages are tested automatically with axe-core, in Danish and English, at desktop and phone width, without violations. An independent manual review with assistive technology has not been carried out yet.',
  ],
  'statement.how': ['Sådan er siderne bygget', 'How the pages are built'],
  'statement.how1': [
    'Alt kan betjenes med tastatur; et spring-link fører forbi menuen, og fokus flyttes til sidens overskrift, når siden skifter.',
    'Everything works by keyboard; a skip link passes the menu, and focus moves to the page heading when the page changes.',
  ],
  'statement.how2': [
    'Hvert diagram har en tabel ved siden af med de samme tal. Tabeller har overskrift og kolonnenavne.',
    'Every chart has a table beside it with the same figures. Tables have a caption and column headers.',
  ],
  'statement.how3': [
    'Tilstande vises med tekst og ikke kun med farve. Beskeder læses op af skærmlæsere.',
    'States are shown in words, not by colour alone. Messages are announced by screen readers.',
  ],
  'statement.known': ['Kendte mangler', 'Known shortcomings'],
  'statement.knownText': [
    'Datofelter og browserens egne beskeder vises på browserens sprog, ikke nødvendigvis på sidens.',
    'Date fields and the browser’s own messages appear in the browser’s language, not necessarily the page’s.',
  ],
  'statement.contact': ['Giv os besked', 'Tell us'],
  'statement.contactText': [
    'Oplever du problemer med tilgængeligheden, så kontakt kommunens kontaktpunkt for digital tilgængelighed. Får du ikke et tilfredsstillende svar, kan du klage til Digitaliseringsstyrelsen.',
    'If you meet an accessibility problem, contact the municipality’s contact point for digital accessibility. If the answer does not satisfy you, you can complain to the Agency for Digital Government.',
  ],
} as const;
