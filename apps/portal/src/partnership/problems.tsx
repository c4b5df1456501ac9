import type { PartnershipProblem } from '@ringvirkning/partnership-api';
import { useText } from '../i18n/i18n.js';

/** What somebody should look at, the worst first. */
export function Problems({ problems }: { readonly problems: readonly PartnershipProblem[] }) {
  const { say } = useText();
  const worstFirst = problems.toSorted((a, b) => Number(b.level === 'red') - Number(a.level === 'red'));
  return worstFirst.map((problem) => (
    <div
      key={`${problem.code} ${problem.member}`}
      className={`alert alert-${problem.level === 'red' ? 'error' : 'warning'} notice`}
      role="status"
    >
      <p className="alert-text">{say(problem)}</p>
    </div>
  ));
}
