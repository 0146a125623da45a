/** The browser of tests: the one that plays people elsewhere too. */
export { browse, type Browsing, type Page } from '../../dev/browse';
