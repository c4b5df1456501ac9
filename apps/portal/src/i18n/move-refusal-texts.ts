/** What is wrong with what was told of a move, as both sides read it. */
export const moveRefusalTexts = {
  'movedFault.not-from-the-home': [
    'Oplyst af en anden end den, der fører kontrakten.',
    'Told by another than leads the contract.',
  ],
  'movedFault.other-terms': [
    'Regnet efter andre vilkår end de aftalte.',
    'Reckoned by other terms than those agreed on.',
  ],
  'movedFault.not-in-the-terms': [
    'Nævner en årgang, en valuta eller et resultat, som vilkårene ikke har.',
    'Names a cohort, a currency or an outcome that the terms do not have.',
  ],
  'movedFault.not-moved-here': ['Borgeren er ikke flyttet hertil.', 'The citizen has not moved here.'],
  'movedFault.other-days': ['Kommunen skal betale for andre dage.', 'The municipality pays for other days.'],
} as const;
