/** Told what the seed is doing, in a few words. */
export type Progress = (step: string) => void;
