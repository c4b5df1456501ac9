import { Link } from 'react-router';
import type { Departments, DepartmentSheet } from '@ringvirkning/benefits-api';
import { useText } from '../i18n/i18n.js';
import { useDepartments, useSheet } from '../settling/queries.js';
import { Loaded } from '../ui/notices.js';

/** For the head of one department: what it should get back and from whom, in a sentence that leads to why. Nothing where nothing is due. */
export function DepartmentBack() {
  return (
    <Loaded<Departments> query={useDepartments()}>
      {({ items: [one, ...others] }) => one && others.length === 0 && <Back silo={one.silo} />}
    </Loaded>
  );
}

function Back({ silo }: { readonly silo: string }) {
  const { t, say, money } = useText();
  return (
    <Loaded<DepartmentSheet> query={useSheet(silo)}>
      {({ agreements, currency, name }) =>
        agreements
          .flatMap(({ agreementId, others }) => others.map((other) => ({ ...other, key: agreementId + other.silo })))
          .filter(({ amount }) => !/^(-|0+$)/.test(amount))
          .map(({ key, amount, name: from }) => (
            <p key={key} className="lead">
              {t('front.back', { name: say(name), amount: money(amount, currency), from: say(from) })}{' '}
              <Link to="/department">{t('front.backWhy')}</Link>
            </p>
          ))
      }
    </Loaded>
  );
}
