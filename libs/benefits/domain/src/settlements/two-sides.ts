import { fail, type Instant } from '@ringvirkning/kernel';

/** Who signed or approved for a side. */
export interface SideStep {
  readonly side: string;
  /** The person's subject, and the name they go by. */
  readonly by: string;
  readonly name: string;
  readonly at: Instant;
}

/**
 * A side is signed or approved once, and no person acts for two sides.
 * @throws DomainError `benefits.side-done-already`, `benefits.side-same-person`
 */
export function checkTwoPeople(steps: readonly Pick<SideStep, 'side' | 'by'>[], side: string, by: string): void {
  if (steps.some((step) => step.side === side))
    throw fail.conflict(
      'benefits.side-done-already',
      'Parten har allerede gjort det.',
      'That side has done so already.',
    );
  if (steps.some((step) => step.by === by))
    throw fail.rule(
      'benefits.side-same-person',
      'Parterne skal handle ved forskellige personer.',
      'The sides must act through different people.',
      { whatToDo: { da: 'Bed den anden parts leder om det.', en: "Ask the other side's head to do it." } },
    );
}
