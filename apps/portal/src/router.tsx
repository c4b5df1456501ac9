import { createBrowserRouter, Navigate, useRouteError } from 'react-router';
import { BenefitsTab } from './benefits/benefits-tab.js';
import { ClaimPage } from './claims/claim-page.js';
import { ClaimsTab } from './claims/claims-tab.js';
import { NewClaimPage } from './claims/new-claim-page.js';
import { ProgressTab } from './claims/progress-tab.js';
import { ContractPage } from './contracts/contract-page.js';
import { ContractsPage } from './contracts/contracts-page.js';
import { NewContractPage } from './contracts/new-contract-page.js';
import { TermsTab } from './contracts/terms-tab.js';
import { FrontPage } from './front/front-page.js';
import { useText } from './i18n/i18n.js';
import { AccessibilityPage } from './layout/accessibility-page.js';
import { NotFoundPage } from './layout/not-found-page.js';
import { Page } from './layout/page.js';
import { Shell } from './layout/shell.js';
import { OperationsPage } from './operations/operations-page.js';
import { PaymentsTab } from './payments/payments-tab.js';
import { RunPage } from './payments/run-page.js';
import { CorrectPage } from './people/correct-page.js';
import { PeopleTab } from './people/people-tab.js';
import { PersonPage } from './people/person-page.js';
import { TryModelPage } from './try-model/try-model-page.js';
import { ErrorNotice } from './ui/notices.js';
import { WorkListPage } from './work-list/work-list-page.js';

/** A page that broke while it was drawn must not leave an empty screen. */
function Broken() {
  const { t } = useText();
  return (
    <Page title={t('state.crash')}>
      <ErrorNotice error={useRouteError()} retry={() => window.location.reload()} />
    </Page>
  );
}

export const router = createBrowserRouter([
  {
    element: <Shell />,
    children: [
      {
        errorElement: <Broken />,
        children: [
          { index: true, element: <FrontPage /> },
          { path: 'contracts', element: <ContractsPage /> },
          { path: 'contracts/new', element: <NewContractPage /> },
          {
            path: 'contracts/:contractId',
            element: <ContractPage />,
            children: [
              { index: true, element: <Navigate to="terms" replace /> },
              { path: 'terms', element: <TermsTab /> },
              { path: 'progress', element: <ProgressTab /> },
              {
                path: 'progression',
                lazy: async () => ({ Component: (await import('./progression/cohort-tab.js')).CohortTab }),
              },
              { path: 'participants', element: <PeopleTab /> },
              { path: 'claims', element: <ClaimsTab /> },
              {
                path: 'samples',
                lazy: async () => ({ Component: (await import('./sampling/samples-tab.js')).SamplesTab }),
              },
              { path: 'payments', element: <PaymentsTab /> },
              { path: 'benefits', element: <BenefitsTab /> },
            ],
          },
          { path: 'contracts/:contractId/claims/new', element: <NewClaimPage /> },
          {
            path: 'contracts/:contractId/claims/import',
            lazy: async () => ({ Component: (await import('./import/import-page.js')).ImportPage }),
          },
          { path: 'contracts/:contractId/claims/:claimId', element: <ClaimPage /> },
          {
            path: 'contracts/:contractId/claims/:claimId/audit',
            lazy: async () => ({ Component: (await import('./claims/audit/claim-audit-page.js')).ClaimAuditPage }),
          },
          { path: 'contracts/:contractId/claims/:claimId/correct', element: <CorrectPage /> },
          {
            path: 'contracts/:contractId/samples/:sampleId',
            lazy: async () => ({ Component: (await import('./sampling/sample-page.js')).SamplePage }),
          },
          {
            path: 'contracts/:contractId/participants/new',
            lazy: async () => ({ Component: (await import('./people/enrol-page.js')).EnrolPage }),
          },
          { path: 'contracts/:contractId/participants/:participantId', element: <PersonPage /> },
          { path: 'contracts/:contractId/payments/:runId', element: <RunPage /> },
          { path: 'try-model', element: <TryModelPage /> },
          { path: 'work-list', element: <WorkListPage /> },
          { path: 'due', lazy: () => import('./due/due-page.js').then(({ DuePage }) => ({ element: <DuePage /> })) },
          {
            path: 'access-log',
            lazy: async () => ({ Component: (await import('./access-log/access-log-page.js')).AccessLogPage }),
          },
          { path: 'operations', element: <OperationsPage /> },
          { path: 'accessibility', element: <AccessibilityPage /> },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
