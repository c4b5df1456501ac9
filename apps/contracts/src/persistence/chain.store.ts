import { Injectable } from '@nestjs/common';
import type { ChainSetting } from '@ringvirkning/contracts-api';
import { type ChainSetting as Setting, contractErrors } from '@ringvirkning/contracts-domain';
import { instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

interface SettingRow {
  version: number;
  expected_success: number;
  rules: ChainSetting['rules'];
  reason: string;
  subject: string;
  name: string | null;
  at: Date;
}

/** SQL: the setting that stands, as one value. */
export const STANDING = `(SELECT to_jsonb(s) FROM chain_setting s ORDER BY s.version DESC LIMIT 1)`;

/** Who signs what, as the municipality has set it. */
@Injectable()
export class ChainStore {
  /** Every version, newest first. */
  async settings(tx: Tx): Promise<ChainSetting[]> {
    const rows = await tx.query<SettingRow[]>(
      'SELECT version, expected_success, rules, reason, subject, name, at FROM chain_setting ORDER BY version DESC',
    );
    return rows.map(({ version, expected_success, rules, reason, subject, name, at }) => ({
      ...{ version, rules, reason, expectedSuccess: expected_success },
      ...{ by: subject, byName: name, at: instant(at.toISOString()) },
    }));
  }

  /** @throws conflict when somebody else has written a version meanwhile. */
  async add(tx: Tx, { version, expectedSuccess, rules, reason, by, byName, at }: ChainSetting): Promise<void> {
    const [last] = await tx.query<{ version: number | null }[]>('SELECT max(version) AS version FROM chain_setting');
    const stands = last?.version ?? 0;
    if (version !== stands + 1) throw contractErrors.chainsChanged(version - 1, stands);
    const added = await tx.query<unknown[]>(
      `INSERT INTO chain_setting (version, expected_success, rules, reason, subject, name, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (version) DO NOTHING RETURNING 1`,
      [version, expectedSuccess, JSON.stringify(rules), reason, by, byName, at],
    );
    if (added.length === 0) throw contractErrors.chainsChanged(version - 1, version);
  }
}

/** What {@link STANDING} gives. */
export const settingOf = (row: Pick<SettingRow, 'version' | 'expected_success' | 'rules' | 'subject'>): Setting => ({
  version: row.version,
  by: row.subject,
  expectedSuccess: row.expected_success,
  rules: row.rules.map(({ above, ...rule }) => ({
    ...rule,
    above: above && { measure: above.measure, amount: BigInt(above.amount) },
  })),
});
