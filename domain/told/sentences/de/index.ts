/** All that is said in German. */
import type { Catalogue } from '../catalogue';
import { coming } from './coming';
import { events } from './events';
import { arePast, detail, forecast, haveLeft, opportunities, wrong } from './reasons';
import { refusals } from './refusals';
import { routing } from './routing';
import { alarm, course, news } from './told';
import { bands, churn, items, levels, link, pauses, quoted, roles, signals, stages } from './words';

export const de: Catalogue = {
  words: {
    unknown: 'es ist etwas geschehen, das diese Version nicht kennt.',
    causes: { plan: 'den Plan', message: 'eine Meldung' },
    quoted,
    step: 'Schritt der Einführung',
    items,
    link,
    signals,
    bands,
    stages,
    leaving: churn,
    pauses,
    levels,
    roles,
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
