import { siloOfKey, type DepartmentNames, type Statement } from '@ringvirkning/benefits-domain';
import { sum } from '@ringvirkning/kernel';
import type { LedgerLine } from '@ringvirkning/ledger';
import type { Contract, ContractParty } from './contract.js';
import { ACCOUNTS, purse, type Booking } from './entries.js';

interface StatementToBook extends Statement {
  readonly statementId: string;
}

export const statementKey = ({ statementId }: Pick<StatementToBook, 'statementId'>): string => `told:${statementId}`;

/** All that a partner's statement says our purses gain. Null when it says nothing. */
export function bookStatement(
  contract: Contract,
  municipality: ContractParty | undefined,
  departments: DepartmentNames,
  statement: StatementToBook,
): Booking | null {
  if (!municipality || statement.lines.length === 0) return null;
  const { currency, lines: stated } = statement;
  const silos = stated.map(({ purse: key }) =>
    siloOfKey(key, municipality, { ...contract.departments, ...departments }),
  );
  const gains = stated.map(
    ({ outcome, consequence, budgetYear, cashable, basis, amount, steeringArea, account }, index): LedgerLine => ({
      ...{ account: ACCOUNTS.gain, amount, currency, ...purse(silos[index]!), budgetYear },
      ...(steeringArea === null ? {} : { steeringArea }),
      ...(account === null ? {} : { accountString: account }),
      ...{ outcome, consequence, cashable, basis },
    }),
  );
  const effects = [...Map.groupBy(stated, ({ outcome }) => outcome)]
    .map(([outcome, of]) => ({ outcome, amount: -sum(of.map(({ amount }) => amount)) }))
    .filter(({ amount }) => amount !== 0n)
    .map(({ outcome, amount }): LedgerLine => ({ account: ACCOUNTS.effect, amount, currency, outcome }));
  const entry = {
    ...{ key: statementKey(statement), kind: 'told', contractId: contract.contractId },
    ...{ effectiveOn: statement.asOf, source: statement.statementId, lines: [...gains, ...effects] },
  };
  return { entry, silos };
}
