/** All that is said in English. */
import { refusals } from '../../../core/refusals';
import type { Catalogue } from '../catalogue';
import { coming } from './coming';
import { events } from './events';
import { arePast, detail, forecast, haveLeft, opportunities, wrong } from './reasons';
import { routing } from './routing';
import { alarm, course, news } from './told';
import { churn, items, levels, link, pauses, quoted, signals } from './words';

export const en: Catalogue = {
  words: {
    unknown: 'something happened of which this version does not know.',
    causes: { plan: 'the plan', message: 'a message' },
    quoted,
    step: 'onboarding step',
    items,
    link,
    signals,
    bands: { green: 'green', unknown: 'unknown', amber: 'amber', red: 'red' },
    stages: {
      onboarding: 'in onboarding',
      retention: 'in retention',
      renewed: 'renewed',
      churned: 'has left',
      ineligible: 'no longer looked after',
    },
    leaving: churn,
    pauses,
    levels,
    roles: { rep: 'the rep', manager: 'the manager', director: 'the director' },
    wrong,
    haveLeft,
    arePast,
    alarm,
    news,
    course,
    opportunities,
    refusals,
    detail,
    forecast,
    routing,
  },
  events,
  coming,
};
