import { Injectable } from '@nestjs/common';
import {
  SignatureSchema,
  SignOffStatementSchema,
  type Signature,
  type SignedSignOffQuery,
  type SignOffStatement,
} from '@ringvirkning/contracts-api';
import type { Statement } from '@ringvirkning/contracts-domain';
import { canonicalJson } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

export interface KeptSignature {
  readonly statement: SignOffStatement;
  readonly signature: Signature;
  /** What was read, byte by byte. */
  readonly summary: string;
  /** Of the version that was signed, as they are stored. */
  readonly terms: unknown;
}

/** Signatures of sign-offs, each with the statement that was signed, byte by byte. */
@Injectable()
export class SignatureStore {
  async keep(tx: Tx, statement: Statement, signature: Signature): Promise<void> {
    const { contractId, version, role, party } = statement;
    await tx.query(
      'INSERT INTO sign_off_signature (contract_id, version, role, party, statement, signature) VALUES ($1, $2, $3, $4, $5, $6)',
      [contractId, version, role, party, canonicalJson(statement), canonicalJson(signature)],
    );
  }

  async get(tx: Tx, contractId: string, which: SignedSignOffQuery): Promise<KeptSignature | undefined> {
    const [row] = await tx.query<{ statement: string; signature: string; summary: string; terms: unknown }[]>(
      `SELECT g.statement, g.signature, s.content AS summary, v.terms
       FROM sign_off_signature g JOIN contract_version v USING (contract_id, version)
       JOIN signing_summary s ON (s.contract_id, s.version) = (g.contract_id, g.version) AND s.digest = g.statement::jsonb->>'summaryDigest'
       WHERE (g.contract_id, g.version, g.role, g.party) = ($1, $2, $3, $4)`,
      [contractId, which.version, which.role, which.party],
    );
    return (
      row && {
        ...row,
        statement: SignOffStatementSchema.parse(JSON.parse(row.statement)),
        signature: SignatureSchema.parse(JSON.parse(row.signature)),
      }
    );
  }
}
