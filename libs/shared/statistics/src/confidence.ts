/** Confidence levels of the guidance, in per cent, and the quantile that it uses with each (EGESIF_16-0014-01, table 3). */
export const Z = { 60: 0.842, 70: 1.036, 80: 1.282, 90: 1.645, 95: 1.96 } as const;
export type Confidence = keyof typeof Z;
export const CONFIDENCES = [60, 70, 80, 90, 95] as const satisfies readonly Confidence[];

/** The materiality of the guidance: at most 2 % of what is declared (section 4.10). */
export const MATERIALITY = 0.02;

/** 97.5 % quantile of the normal distribution, for two-sided intervals of 95 %. */
export const Z_95 = 1.959963984540054;
