const CVR_WEIGHTS = [2, 7, 6, 5, 4, 3, 2, 1];

/** Whether eight digits are a CVR number: modulus 11 holds (Erhvervsstyrelsen). */
export const isCvr = (digits: string): boolean =>
  /^[1-9]\d{7}$/.test(digits) && weighted(digits, (i) => CVR_WEIGHTS[i]!) % 11 === 0;

/** Whether thirteen digits are a GLN: the last one is the check digit of the others (GS1). */
export const isGln = (digits: string): boolean =>
  /^\d{13}$/.test(digits) && /[1-9]/.test(digits) && weighted(digits, (i) => (i % 2 === 0 ? 1 : 3)) % 10 === 0;

const weighted = (digits: string, weight: (index: number) => number): number =>
  [...digits].reduce((total, digit, i) => total + weight(i) * Number(digit), 0);
