/** Why a lifecycle ended, to one of our people, as it stands in brackets behind the day. */
import type { EndReason } from '../../concerns/standing';
import { inBoth } from './in-both';

type Endings = Readonly<Record<EndReason, string>>;

export const endingIn = inBoth<Endings>(
  {
    price: 'the price',
    'product-fit': 'the product did not fit',
    'poor-service': 'poor service',
    unused: 'not using it',
    competitor: 'a competitor',
    'business-closed': 'they closed their business',
    'no-decision': 'nobody decided',
    other: 'another reason',
    'contract-terminated': 'the contract was terminated',
    'not-paid': 'they did not pay',
    fraud: 'fraud',
    merged: 'they became part of another company',
    'product-retired': 'the product was retired',
    decision: 'as was decided',
    policy: 'as the rules say',
  },
  {
    price: 'der Preis',
    'product-fit': 'das Produkt passte nicht',
    'poor-service': 'schlechter Service',
    unused: 'kaum genutzt',
    competitor: 'ein Mitbewerber',
    'business-closed': 'Geschäft aufgegeben',
    'no-decision': 'niemand hat entschieden',
    other: 'ein anderer Grund',
    'contract-terminated': 'der Vertrag wurde beendet',
    'not-paid': 'nicht bezahlt',
    fraud: 'Betrug',
    merged: 'in einer anderen Firma aufgegangen',
    'product-retired': 'das Produkt wird nicht mehr angeboten',
    decision: 'wie entschieden',
    policy: 'nach den Regeln',
  },
);
