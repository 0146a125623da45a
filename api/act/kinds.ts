/** What each kind of link opens. */
import type { Purpose } from '../../links/links';
import type { ActKind } from './kind';
import { escalation } from './kinds/escalation';
import { invitation } from './kinds/invitation';
import { item } from './kinds/item';
import { onboarding } from './kinds/onboarding';
import { opportunity } from './kinds/opportunity';
import { oversold, oversoldProposal } from './kinds/oversold';
import { receivable } from './kinds/receivable';
import { renewal } from './kinds/renewal';
import { satisfaction } from './kinds/satisfaction';

export const actKinds: { readonly [P in Purpose]: ActKind } = {
  onboarding,
  item,
  escalation,
  receivable,
  opportunity,
  renewal,
  satisfaction,
  invitation,
  oversold,
  'oversold-proposal': oversoldProposal,
};
