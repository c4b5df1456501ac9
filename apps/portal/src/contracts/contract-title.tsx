import { useContract } from '../api/queries.js';
import { useText } from '../i18n/i18n.js';
import { termsOf } from './terms-view.js';

/** A contract's name in the language chosen; until the contract is here, the name that the list gives. */
export function ContractTitle({ id, title }: { readonly id: string; readonly title: string }) {
  const { say } = useText();
  const { data: contract } = useContract(id);
  const said = contract && termsOf(contract).title;
  return <>{said ? say(said) : title}</>;
}
