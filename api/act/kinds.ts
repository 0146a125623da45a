/** What each kind of link opens. */
import type { Purpose } from '../../links/links';
import type { ActKind } from './act-kind';
import { agreedLink } from './kinds/agreed';
import { escalationLink } from './kinds/escalation';
import { invitationLink } from './kinds/invitation';
import { itemLink } from './kinds/item';
import { onboardingLink } from './kinds/onboarding';
import { opportunityLink } from './kinds/opportunity';
import { oversoldLink, oversoldProposalLink } from './kinds/oversold';
import { receivableLink } from './kinds/receivable';
import { renewalLink } from './kinds/renewal';
import { satisfactionLink } from './kinds/satisfaction';

export const actKinds: { readonly [P in Purpose]: ActKind } = {
  onboarding: onboardingLink,
  item: itemLink,
  escalation: escalationLink,
  receivable: receivableLink,
  opportunity: opportunityLink,
  renewal: renewalLink,
  satisfaction: satisfactionLink,
  invitation: invitationLink,
  oversold: oversoldLink,
  'oversold-proposal': oversoldProposalLink,
  agreed: agreedLink,
};
