import { useContracts } from '../api/queries.js';
import { useText } from '../i18n/i18n.js';

/** Tells a contract's name in the language chosen; `title` as long as the list of contracts is not here. */
export function useContractTitle(): (id: string, title: string) => string {
  const { say } = useText();
  const contracts = useContracts().data?.items;
  return (id, title) => {
    const titles = contracts?.find((contract) => contract.id === id)?.titles;
    return titles ? say(titles) : title;
  };
}

export function ContractTitle({ id, title }: { readonly id: string; readonly title: string }) {
  return <>{useContractTitle()(id, title)}</>;
}
