/** What is wrong with an entry of the charter's history, as the end of a sentence; by the domain's name for it. */
export const ENTRY_FAULT_WORDS = {
  'other-partnership': { da: 'den hører til et andet partnerskab', en: 'it belongs to another partnership' },
  'out-of-order': { da: 'den passer ikke i historikken', en: 'it does not fit into the history' },
  'not-the-keeper': { da: 'den er ikke indført af protokolføreren', en: 'the keeper did not enter it' },
  forged: { da: 'en underskrift holder ikke', en: 'a signature does not hold' },
  'wrong-status': { da: 'medlemmets status tillader det ikke', en: "the member's status does not allow it" },
  'word-missing': { da: 'der mangler underskrifter', en: 'signatures are missing' },
  'phrase-missing': {
    da: 'det er ikke den inviterede: kontroltallet mangler',
    en: 'it is not the invited: the check phrase is missing',
  },
  'key-proof-missing': { da: 'den nye nøgle har ikke selv underskrevet', en: 'the new key has not signed itself' },
  'key-known': { da: 'nøglen har været brugt før', en: 'the key was used before' },
  'key-too-short': { da: 'nøglen udløber for tidligt', en: 'the key ends too early' },
  'invitation-unknown': { da: 'invitationen gælder ikke længere', en: 'the invitation does not hold any more' },
  'invitation-expired': { da: 'invitationen er udløbet', en: 'the invitation has expired' },
  'said-before': { da: 'det er allerede indført', en: 'it is entered already' },
  'too-late': { da: 'den er for gammel til at blive indført', en: 'it is too old to be entered' },
  'keeper-first': {
    da: 'et andet medlem skal først overtage protokollen',
    en: 'another member must take over the keeping first',
  },
} as const;
