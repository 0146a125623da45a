/** Why a client goes to a group and a rep, in German. */
import type { RoutingCondition, RoutingReason } from '../../routing-words';
import type { Say } from '../../telling';
import { person, quoted } from './words';

function condition(of: RoutingCondition, say: Say): string {
  switch (of.kind) {
    case 'stage':
      return `sie ist für die ${of.stage === 'onboarding' ? 'Einführung' : 'Betreuung'} da`;
    case 'product-type':
      return `sie nimmt Produkte der Art ${quoted(of.type)}`;
    case 'country':
      return `sie nimmt Kunden in ${say.country(of.country)}`;
    case 'currency':
      return `sie nimmt Kunden, die in ${of.currency} zahlen`;
    case 'worth': {
      const { from, below } = of;
      if (from === null)
        return below === null ? 'sie passt' : `sie nimmt Kunden, die weniger als ${say.money(below)} im Jahr zahlen`;
      return below === null
        ? `sie nimmt Kunden, die mindestens ${say.money(from)} im Jahr zahlen`
        : `sie nimmt Kunden, die mindestens ${say.money(from)} und weniger als ${say.money(below)} im Jahr zahlen`;
    }
  }
}

/** Why a client goes to a group and a rep. */
export function routing(reason: RoutingReason, say: Say): string {
  const group = (id: string): string => quoted(say.names.groups.get(id) ?? id);
  switch (reason.kind) {
    case 'takes':
      return `die Gruppe ${group(reason.group)} übernimmt.`;
    case 'group-named':
      return `die Gruppe ${group(reason.group)} wurde genannt.`;
    case 'catch-all':
      return `keine Gruppe passt, deshalb übernimmt ${group(reason.group)}.`;
    case 'fits':
      return `die Gruppe ${group(reason.group)} übernimmt: ${reason.conditions.map((one) => condition(one, say)).join('; ')}.`;
    case 'rep-named':
      return `${person(reason.rep, say)} wurde genannt.`;
    case 'keeps':
      return `${person(reason.rep, say)} betreut diesen Kunden bereits.`;
    case 'too-much':
      return `das ist mehr, als ${person(reason.rep, say)} gut betreuen kann.`;
    case 'profile':
      return `${person(reason.rep, say)} betreut ${reason.profile === 'few-key' ? 'wenige wichtige Kunden' : 'viele kleine Kunden'}.`;
    case 'load': {
      const load = `${person(reason.rep, say)} betreut ${reason.has} von höchstens ${reason.capacity} Verträgen`;
      return reason.among === null ? `${load}.` : `von ${reason.among} Personen: ${load}.`;
    }
  }
}
