import { json, type Api } from '../api.js';
import { sharingAgreement } from '../documents.js';

interface Drafted {
  readonly id: string;
  readonly digest: string;
}

/**
 * Two departments agree on how a gain of the one goes back to the other: drafted by the controller, signed by both heads.
 * @param text of an agreement between `sociale-forhold` and `beskaeftigelse`. @returns its id
 */
export async function shareBenefits(
  api: Api,
  contractId: string,
  key: string,
  text: string = sharingAgreement('aarhus-young-homeless'),
): Promise<string> {
  const { id, digest } = await api.post<Drafted>(
    'controller',
    `/api/benefits/contracts/${contractId}/agreements`,
    `${key}:sharing`,
    { type: 'application/yaml', text },
  );
  for (const [head, side] of [
    ['department-head', 'sociale-forhold'],
    ['employment-head', 'beskaeftigelse'],
  ] as const)
    await api.post(head, `/api/benefits/agreements/${id}/signatures`, `${key}:sharing:${side}`, json({ side, digest }));
  return id;
}
