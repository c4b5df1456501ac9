import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, useRouteError } from 'react-router';
import { useText } from './i18n/i18n.js';
import { NotFoundPage } from './layout/not-found-page.js';
import { Page } from './layout/page.js';
import { Permitted } from './layout/permitted.js';
import { Shell } from './layout/shell.js';
import { ErrorNotice, Loading } from './ui/notices.js';

/** A page that broke while it was drawn must not leave an empty screen. */
function Broken() {
  const { t } = useText();
  return (
    <Page title={t('state.crash')}>
      <ErrorNotice error={useRouteError()} retry={() => window.location.reload()} />
    </Page>
  );
}

/** A page that is fetched when somebody goes there. With a permission it is for those who may do what is done on it. */
const page = <N extends string>(load: () => Promise<Readonly<Record<N, ComponentType>>>, name: N, to?: string) => ({
  lazy: async () => {
    const Its: ComponentType = (await load())[name];
    return {
      Component: to
        ? () => (
            <Permitted to={to}>
              <Its />
            </Permitted>
          )
        : Its,
    };
  },
});

export const router = createBrowserRouter([
  {
    element: <Shell />,
    children: [
      {
        errorElement: <Broken />,
        hydrateFallbackElement: <Loading />,
        children: [
          {
            index: true,
            ...page(() => import('./front/front-page.js'), 'FrontPage'),
          },
          { path: 'start', ...page(() => import('./work-list/start-page.js'), 'StartPage') },
          {
            path: 'contracts',
            ...page(() => import('./contracts/contracts-page.js'), 'ContractsPage'),
          },
          {
            path: 'budget',
            ...page(() => import('./budget/budgets-page.js'), 'BudgetsPage', 'contracts.read-budget'),
          },
          {
            path: 'capital',
            ...page(() => import('./capital/capital-page.js'), 'CapitalPage', 'payments.read-capital'),
          },
          {
            path: 'contracts/new',
            ...page(() => import('./contracts/new-contract-page.js'), 'NewContractPage', 'contracts.create'),
          },
          {
            path: 'contracts/templates',
            ...page(() => import('./contracts/draft-gallery-page.js'), 'DraftGalleryPage', 'contracts.simulate'),
          },
          {
            path: 'contracts/draft',
            ...page(() => import('./contracts/draft-new-page.js'), 'DraftNewPage', 'contracts.create'),
          },
          {
            path: 'contracts/:contractId/edit',
            ...page(() => import('./contracts/draft-edit-page.js'), 'DraftEditPage', 'contracts.create'),
          },
          {
            path: 'contracts/:contractId/amend',
            ...page(() => import('./contracts/amend-page.js'), 'AmendPage', 'contracts.create'),
          },
          {
            path: 'contracts/:contractId/propose',
            ...page(() => import('./contracts/draft-propose-page.js'), 'DraftProposePage', 'contracts.negotiate'),
          },
          {
            path: 'contracts/:contractId/versions/:version',
            ...page(() => import('./contracts/draft-version-page.js'), 'DraftVersionPage'),
          },
          {
            path: 'contracts/:contractId/differences',
            ...page(() => import('./contracts/draft-differences-page.js'), 'DraftDifferencesPage'),
          },
          {
            path: 'contracts/sign-off-chains',
            ...page(() => import('./chains/chains-page.js'), 'ChainsPage', 'contracts.read-chains'),
          },
          {
            path: 'contracts/:contractId',
            ...page(() => import('./contracts/contract-page.js'), 'ContractPage'),
            children: [
              { index: true, element: <Navigate to="terms" replace /> },
              {
                path: 'terms',
                ...page(() => import('./contracts/terms-tab.js'), 'TermsTab'),
              },
              {
                path: 'progress',
                ...page(() => import('./claims/progress-tab.js'), 'ProgressTab'),
              },
              { path: 'progression', ...page(() => import('./progression/cohort-tab.js'), 'CohortTab') },
              {
                path: 'participants',
                ...page(() => import('./people/people-tab.js'), 'PeopleTab'),
              },
              {
                path: 'claims',
                ...page(() => import('./claims/claims-tab.js'), 'ClaimsTab'),
              },
              { path: 'samples', ...page(() => import('./sampling/samples-tab.js'), 'SamplesTab') },
              {
                path: 'budget',
                ...page(() => import('./budget/budget-tab.js'), 'BudgetTab', 'contracts.read-budget'),
              },
              {
                path: 'payments',
                ...page(() => import('./payments/payments-tab.js'), 'PaymentsTab'),
              },
              { path: 'settlement', ...page(() => import('./final/final-tab.js'), 'FinalTab', 'payments.read') },
              {
                path: 'capital',
                ...page(() => import('./capital/capital-tab.js'), 'CapitalTab', 'payments.read-capital'),
              },
              {
                path: 'benefits',
                ...page(() => import('./benefits/benefits-tab.js'), 'BenefitsTab'),
              },
              {
                path: 'moved',
                ...page(() => import('./payments/moved-citizens.js'), 'MovedTab'),
              },
            ],
          },
          {
            path: 'contracts/:contractId/signed/:digest',
            ...page(() => import('./signing/signed-page.js'), 'SignedPage'),
          },
          {
            path: 'contracts/:contractId/claims/new',
            ...page(() => import('./claims/new-claim-page.js'), 'NewClaimPage', 'outcomes.claim'),
          },
          {
            path: 'contracts/:contractId/claims/import',
            ...page(() => import('./import/import-page.js'), 'ImportPage', 'outcomes.import'),
          },
          {
            path: 'contracts/:contractId/claims/:claimId',
            ...page(() => import('./claims/claim-page.js'), 'ClaimPage'),
          },
          {
            path: 'contracts/:contractId/claims/:claimId/audit',
            ...page(() => import('./claims/audit/claim-audit-page.js'), 'ClaimAuditPage'),
          },
          {
            path: 'contracts/:contractId/samples/:sampleId',
            ...page(() => import('./sampling/sample-page.js'), 'SamplePage'),
          },
          {
            path: 'contracts/:contractId/claims/:claimId/facts',
            ...page(() => import('./benefits/facts-page.js'), 'FactsPage', 'benefits.tell-facts'),
          },
          {
            path: 'contracts/:contractId/claims/:claimId/correct',
            ...page(() => import('./people/correct-page.js'), 'CorrectPage', 'outcomes.claim'),
          },
          {
            path: 'contracts/:contractId/participants/new',
            ...page(() => import('./people/enrol-page.js'), 'EnrolPage', 'outcomes.enrol'),
          },
          {
            path: 'contracts/:contractId/participants/:participantId',
            ...page(() => import('./people/person-page.js'), 'PersonPage'),
          },
          {
            path: 'contracts/:contractId/participants/:participantId/measures/:measure',
            ...page(() => import('./progression/measure-page.js'), 'MeasurePage', 'progression.record'),
          },
          {
            path: 'contracts/:contractId/year-end',
            ...page(() => import('./settling/year-end-page.js'), 'YearEndPage', 'benefits.read-agreements'),
          },
          {
            path: 'contracts/:contractId/agreements',
            ...page(() => import('./settling/agreements-page.js'), 'AgreementsPage', 'benefits.read-agreements'),
          },
          {
            path: 'benefit-agreements/:agreementId',
            ...page(() => import('./settling/agreement-page.js'), 'BenefitAgreementPage', 'benefits.read-agreements'),
          },
          {
            path: 'settlements/:settlementId',
            ...page(() => import('./settling/settlement-page.js'), 'SettlementPage', 'benefits.read-agreements'),
          },
          {
            path: 'settlements/:settlementId/proposal',
            ...page(() => import('./settling/proposal-page.js'), 'ProposalPage', 'benefits.read-agreements'),
          },
          {
            path: 'department',
            ...page(() => import('./settling/department-page.js'), 'DepartmentPage', 'benefits.read-agreements'),
          },
          {
            path: 'contracts/:contractId/payments/:runId',
            ...page(() => import('./payments/run-page.js'), 'RunPage'),
          },
          { path: 'breakdown', ...page(() => import('./breakdown/breakdown-page.js'), 'BreakdownPage') },
          {
            path: 'provisions',
            ...page(() => import('./provisions/provisions-page.js'), 'ProvisionsPage'),
          },
          {
            path: 'provisions/:code',
            ...page(() => import('./provisions/provision-page.js'), 'ProvisionPage'),
          },
          {
            path: 'try-model',
            ...page(() => import('./try-model/try-model-page.js'), 'TryModelPage'),
          },
          {
            path: 'work-list',
            ...page(() => import('./work-list/work-list-page.js'), 'WorkListPage'),
          },
          { path: 'what-works', ...page(() => import('./what-works/what-works-page.js'), 'WhatWorksPage') },
          { path: 'due', ...page(() => import('./due/due-page.js'), 'DuePage') },
          { path: 'payments-due', ...page(() => import('./payments/payments-due-page.js'), 'PaymentsDuePage') },
          { path: 'payments-due/:dueId', ...page(() => import('./payments/payment-due-page.js'), 'PaymentDuePage') },
          {
            path: 'partnership',
            ...page(() => import('./partnership/partnership-page.js'), 'PartnershipPage', 'partnership.read'),
          },
          {
            path: 'partnership/members/:member',
            ...page(() => import('./partnership/member-page.js'), 'MemberPage', 'partnership.read'),
          },
          {
            path: 'partnership/agreements/new',
            ...page(() => import('./partnership/agreement-page.js'), 'AgreementPage', 'partnership.agree'),
          },
          {
            path: 'data-sharing',
            ...page(() => import('./data-sharing/data-sharing-page.js'), 'DataSharingPage', 'benefits.read-sharing'),
          },
          { path: 'access-log', ...page(() => import('./access-log/access-log-page.js'), 'AccessLogPage') },
          {
            path: 'operations',
            ...page(() => import('./operations/operations-page.js'), 'OperationsPage'),
          },
          {
            path: 'accessibility',
            ...page(() => import('./layout/accessibility-page.js'), 'AccessibilityPage'),
          },
          { path: 'glossary', ...page(() => import('./glossary/glossary-page.js'), 'GlossaryPage') },
          { path: 'api-docs', ...page(() => import('./api-docs/api-docs-page.js'), 'ApiDocsPage') },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
