/** Lines that can be told apart also without colours; what a line is stands beside it in words. */
export const LINES = [
  { colour: '#0f4c5c', dash: 'none' },
  { colour: '#c98a1b', dash: '8 4' },
  { colour: '#3f8f68', dash: '2 4' },
  { colour: '#a61b1b', dash: '10 3 2 3' },
  { colour: '#5a97a6', dash: '4 2' },
] as const;
