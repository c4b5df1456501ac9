export const jointTexts = {
  'joint.withdrawn': [
    '{{home}} har taget disse vilkår tilbage for at ændre eller opgive dem. Det, der er underskrevet af denne version, gælder ikke længere. En ny version kommer hertil, når den er underskrevet første gang.',
    '{{home}} has withdrawn these terms, to change them or to give them up. What was signed of this version counts no more. A new version comes here when it has been signed for the first time.',
  ],
  'joint.caption': ['Kommunerne i den fælles kontrakt', 'The municipalities of the joint contract'],
  'joint.municipality': ['Kommune', 'Municipality'],
  'joint.leads': ['Fører kontrakten', 'Leads the contract'],
  'joint.hasLeft': ['Har forladt partnerskabet', 'Has left the partnership'],
  'joint.gone': [
    '{{names}} har forladt partnerskabet og kan ikke tiltræde. Denne version kan ikke sættes i kraft; kommunen, der fører kontrakten, kan fortsætte med en ny version af de samme vilkår.',
    '{{names}} left the partnership and can accede no more. This version cannot be put in force; the municipality that leads the contract can go on with a new version of the same terms.',
  ],
  'joint.goOn': ['Fortsæt med en ny version', 'Go on with a new version'],
  'joint.goOnAsk': [
    'Lav en ny version af de samme vilkår uden {{names}} i partnerskabet? Alle underskriver igen, og det, de skulle underskrive og bevilge, gøres herefter her af deres egne folk.',
    'Make a new version of the same terms without {{names}} in the partnership? All sign again, and what they were to sign and appropriate is done here by their own people from then on.',
  ],
  'joint.part': ['Del i kontrakten', 'Part in the contract'],
  'joint.budget': ['Egen bevilling', 'Its own appropriation'],
  'joint.own': ['Efterses ved ikrafttrædelsen', 'Checked when put in force'],
  'joint.acceded': ['Dækket: tiltrådt for {{year}}, {{at}}', 'Covered: acceded for {{year}}, {{at}}'],
  'joint.notAcceded': ['Har endnu ikke tiltrådt for {{year}}', 'Has not acceded for {{year}} yet'],
  'joint.needNot': ['Ingen', 'None'],
  'joint.told': ['Beskeder herfra', 'Messages from here'],
  'joint.told.none': ['–', '–'],
  'joint.told.underway': ['På vej', 'On their way'],
  'joint.told.arrived': ['Fremme', 'Arrived'],
  'joint.told.notAgreed': [
    'Kommer ikke frem: aftalen om udveksling gælder ikke for den slags besked nu',
    'Not delivered: the agreement on exchange does not cover such a message now',
  ],
  'joint.told.unreadable': [
    'Kan ikke læses dér. Spørg, om deres system er opdateret.',
    'Cannot be read there. Ask whether their system is up to date.',
  ],
  'joint.told.outdated': ['Gjaldt vilkår, der var ændret imens', 'Was about terms that had been changed meanwhile'],
  'joint.told.refused': [
    'Ikke godtaget dér. Tal med den anden kommune, og gem vilkårene i en ny version, hvis de skal sendes igen.',
    'Not accepted there. Talk to the other municipality, and save the terms as a new version if they are to be sent again.',
  ],
  'joint.accede': ['Tiltræd for kommunen', 'Accede for the municipality'],
  'joint.accedeAsk': [
    'Tiltræd {{ref}}? {{home}} får besked om, at kommunens egne underskrifter og bevillinger er på plads, og kan sætte vilkårene i kraft.',
    'Accede to {{ref}}? {{home}} is told that the own sign-offs and appropriations are there, and may put the terms in force.',
  ],
  'joint.notReady': [
    'Kommunen kan tiltræde, når dens egne underskrifter er givet, og bevillingen dækker budgetårets højeste betaling for dens del. Den, der tiltræder, må ikke selv have underskrevet eller registreret bevillingen.',
    'The municipality can accede once its own sign-offs are given and the appropriation covers its part of the budget year in the worst case. Who accedes may not have signed or recorded the appropriation.',
  ],
  'joint.waiting': [
    'Kommunen har tiltrådt. Kontrakten træder i kraft, når {{home}} sætter den i kraft.',
    'The municipality has acceded. The contract takes effect when {{home}} puts it in force.',
  ],
} as const;
