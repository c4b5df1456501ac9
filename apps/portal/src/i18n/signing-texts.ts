/** What a contract is signed on. */
export const signingTexts = {
  'signing.lead': [
    'Det er dette, der underskrives på: version {{version}}, vilkår {{terms}}.',
    'This is what is signed on: version {{version}}, terms {{terms}}.',
  ],
  'signing.caption': ['Udgift i alt for hver betaler', 'Cost in all to each payer'],
  'signing.byYear': ['År for år', 'Year by year'],
  'signing.payer': ['Betaler', 'Payer'],
  'signing.year': ['Budgetår', 'Budget year'],
  'signing.least': ['Hvis intet lykkes', 'If nothing succeeds'],
  'signing.expected': ['Forventet ({{percent}} % lykkes)', 'Expected ({{percent}} % succeed)'],
  'signing.most': ['Højst: alt det planlagte lykkes', 'At most: all that is planned succeeds'],
  'signing.ceiling': ['Aftalens loft', 'Ceiling of the agreement'],
  'signing.noCeiling': ['Intet loft', 'No ceiling'],
  'signing.atRisk': ['Egen kapital og garantier på spil', 'Own capital and guarantees at stake'],
  'signing.cover': ['Bevilget for budgetåret {{year}}', 'Appropriated for the budget year {{year}}'],
  'signing.carried': ['Risiko, byrådet har besluttet at bære', 'Risk that the council has decided to carry'],
  'signing.covered': ['Dækker årets højeste udgift', "Covers the year's highest cost"],
  'signing.uncovered': ['Mangler', 'Lacks'],
  'signing.notPlanned': [
    'Vilkårene planlægger ingen resultater. Tallene siger derfor ikke, hvad aftalen kan koste.',
    'The terms plan no results. The figures therefore do not tell what the agreement can cost.',
  ],
  'signing.remarks': ['Vær opmærksom på', 'Take note'],
  'signing.digest': ['Kontrolsum for det viste', 'Digest of what is shown'],
  'signing.digestHint': [
    'Underskriften bærer kontrolsummen, så man siden kan bevise, hvad der blev vist.',
    'The sign-off carries the digest, so that one can prove later what was shown.',
  ],
  'signing.signed': ['Det, der blev underskrevet på', 'What was signed on'],
  'signing.signedAt': ['Første gang underskrevet på {{at}}', 'First signed on {{at}}'],
  'signing.attach': [
    'Beslutningen som bilag: slip filen her, eller vælg den',
    'The decision as an attachment: drop the file here, or choose it',
  ],
  'signing.attachHint': [
    'En PDF eller et billede, højst 25 MB. Det gemmes krypteret, indgår i signaturen og kan ses af dem, der kan læse kontrakten. Streg CPR-numre over.',
    'A PDF or a picture, at most 25 MB. It is kept encrypted, is part of what is signed, and is seen by those who can read the contract. Black out CPR numbers.',
  ],
  'signing.attached': ['Se den vedlagte beslutning', 'See the attached decision'],
  'signing.file': ['Hent underskriften med signatur', 'Download the sign-off with its signature'],
  'signing.seen': ['Se, hvad der blev underskrevet på', 'See what was signed on'],
  'signing.behalf': ['på vegne af {{name}}', 'on behalf of {{name}}'],
  'signing.turn': ['Tur', 'Turn'],
  'signing.amendment.activate': ['Sæt tillægget i kraft', 'Put the amendment in force'],
  'signing.amendment.activateAsk': [
    'Sæt tillægget til {{ref}} i kraft? Det gælder for det, der opnås fra den dag, der står i det.',
    'Put the amendment of {{ref}} in force? It holds for what is achieved from the day that it names.',
  ],
  'signing.amendment.notReady': [
    'Tillægget kan sættes i kraft, når alle underskrifter er givet, de andre kommuner i en fælles kontrakt har tiltrådt, og bevillingerne dækker den højeste betaling i det budgetår, det begynder i. Den, der gør det, må ikke selv have underskrevet eller registreret en bevilling.',
    'The amendment can be put in force once all sign-offs are given, the other municipalities of a joint contract have acceded, and the appropriations cover the worst case of the budget year in which it begins. Who does so may not have signed or recorded an appropriation.',
  ],
  'signing.amendment.waiting': [
    'Kommunen har tiltrådt. Tillægget træder i kraft, når {{home}} sætter det i kraft.',
    'The municipality has acceded. The amendment takes effect when {{home}} puts it in force.',
  ],
} as const;
