/** Which way health went. */
import { bands, type Band } from '../../concerns/health-bands';

/** From one band to another: worse, better, or neither; what was unknown or is neither fell nor rose. */
export function inOrderOf(from: Band, to: Band): 'worse' | 'better' | 'same' {
  if (from === to || from === 'unknown' || to === 'unknown') return 'same';
  return bands.indexOf(to) > bands.indexOf(from) ? 'worse' : 'better';
}
