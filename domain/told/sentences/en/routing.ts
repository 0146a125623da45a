/** Why a client goes to a group and a rep, in English. */
import type { RoutingCondition, RoutingReason } from '../../routing-words';
import type { Say } from '../../telling';
import { person, quoted } from './words';

function condition(of: RoutingCondition, say: Say): string {
  switch (of.kind) {
    case 'stage':
      return `it is for ${of.stage}`;
    case 'product-type':
      return `it takes products of the type ${quoted(of.type)}`;
    case 'country':
      return `it takes clients in ${say.country(of.country)}`;
    case 'currency':
      return `it takes clients who pay in ${of.currency}`;
    case 'worth': {
      const { from, below } = of;
      if (from === null)
        return below === null ? 'it fits' : `it takes clients who pay less than ${say.money(below)} a year`;
      const rest = below === null ? 'or more' : `or more, and less than ${say.money(below)}`;
      return `it takes clients who pay ${say.money(from)} a year ${rest}`;
    }
  }
}

/** Why a client goes to a group and a rep. */
export function routing(reason: RoutingReason, say: Say): string {
  const group = (id: string): string => quoted(say.names.groups.get(id) ?? id);
  switch (reason.kind) {
    case 'takes':
      return `the group ${group(reason.group)} takes it.`;
    case 'group-named':
      return `the group ${group(reason.group)} was named.`;
    case 'catch-all':
      return `no group takes it, so it goes to ${group(reason.group)}.`;
    case 'fits':
      return `the group ${group(reason.group)} takes it: ${reason.conditions.map((one) => condition(one, say)).join('; ')}.`;
    case 'rep-named':
      return `${person(reason.rep, say)} was named.`;
    case 'keeps':
      return `${person(reason.rep, say)} looks after this client already.`;
    case 'too-much':
      return `that is more than ${person(reason.rep, say)} can look after well.`;
    case 'profile':
      return `${person(reason.rep, say)} is there for ${reason.profile === 'few-key' ? 'few key clients' : 'many small clients'}.`;
    case 'load': {
      const load = `${person(reason.rep, say)} looks after ${reason.has} of up to ${reason.capacity} contracts`;
      return reason.among === null ? `${load}.` : `of ${reason.among} reps, ${load}.`;
    }
  }
}
