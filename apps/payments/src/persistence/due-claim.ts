import { parseMinor } from '@ringvirkning/kernel';
import type { PaymentDueClaimed } from '@ringvirkning/partnership-api';
import type { DueClaim } from '@ringvirkning/payments-domain';

/** A claim as it was said, with its amounts as numbers. */
export const claimOf = ({ reference: _ref, factsDigest: _facts, ...claim }: PaymentDueClaimed): DueClaim => ({
  ...claim,
  amount: parseMinor(claim.amount),
  payments: claim.payments.map(({ payable, before, ...between }) => ({
    ...between,
    payable: parseMinor(payable),
    before: parseMinor(before),
  })),
  lines: claim.lines.map((line) => ({ ...line, payable: parseMinor(line.payable) })),
});
