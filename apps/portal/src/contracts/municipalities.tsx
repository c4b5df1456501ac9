import type { ContractDetails, JointState } from '@ringvirkning/contracts-api';
import { useText } from '../i18n/i18n.js';
import { Table } from '../ui/table.js';
import { deliveryOf } from './joint-view.js';
import { useNames } from './use-contract-context.js';

/** Who signs a joint contract from where, how far each has come, and whether what we told them arrives. */
export function Municipalities({
  contract,
  joint,
}: {
  readonly contract: ContractDetails;
  readonly joint: JointState;
}) {
  const { t, word, instant } = useText();
  const { organisation: nameOf } = useNames(contract);
  const { required, given } = contract.signOffs;
  const organisationOf = (id: string) => contract.parties.find((party) => party.id === id)?.organisation;
  const rows = [joint.home, ...joint.partners.map(({ organisation }) => organisation)].map((organisation) => {
    const isIts = ({ party }: { readonly party: string }) => organisationOf(party) === organisation;
    const partner = joint.partners.find((each) => each.organisation === organisation);
    return { organisation, partner, required: required.filter(isIts).length, given: given.filter(isIts).length };
  });
  const budget = ({ partner, required: signs }: (typeof rows)[number]): string => {
    if (!partner) return t('joint.own');
    if (partner.missing !== null) return t('joint.notAcceded', { year: partner.missing });
    const last = partner.accessions.at(-1);
    if (last) return t('joint.acceded', { year: last.budgetYear, at: instant(last.at) });
    return t(signs > 0 ? 'sign.missing' : 'joint.needNot');
  };
  return (
    <Table
      caption={t('joint.caption')}
      rows={rows}
      rowKey={({ organisation }) => organisation}
      columns={[
        {
          key: 'name',
          title: t('joint.municipality'),
          heading: true,
          cell: ({ organisation, partner }) => (
            <>
              {nameOf(organisation)}
              {!partner && <span className="cell-note">{t('joint.leads')}</span>}
              {partner?.hasLeft && <span className="cell-note">{t('joint.hasLeft')}</span>}
            </>
          ),
        },
        {
          key: 'part',
          title: t('joint.part'),
          cell: ({ organisation }) =>
            [
              ...new Set(
                contract.parties
                  .filter((party) => party.organisation === organisation)
                  .flatMap(({ roles }) => roles.map((role) => word('role', role))),
              ),
            ].join(', '),
        },
        { key: 'signed', title: t('contracts.signOffs'), figures: true, cell: (row) => `${row.given}/${row.required}` },
        { key: 'budget', title: t('joint.budget'), cell: budget },
        {
          key: 'told',
          title: t('joint.told'),
          cell: ({ organisation }) => t(`joint.told.${deliveryOf(joint, organisation)}`),
        },
      ]}
    />
  );
}
