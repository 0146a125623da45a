/** The way out: a client's contact says, with one button, that they want to be left alone. */
import { letterVoices } from '../../domain/told/letter-voice';
import { voices } from '../../domain/told/voice';
import { Send } from '../parts/field';
import { page } from '../parts/page';
import type { Addressed } from './closed';

/** Asks; nothing has changed yet. */
export function wayOutPage({ language, brand }: Addressed): string {
  const { leave, leaveWhy, leaveButton } = letterVoices[language];
  return page({
    title: leave,
    language,
    brand,
    children: (
      <>
        <h1>{leave}</h1>
        <p>{leaveWhy(brand)}</p>
        <form method="post">
          <Send label={leaveButton} />
        </form>
      </>
    ),
  });
}

/** It is so, however often somebody asks. */
export function leftAlonePage({ language, brand }: Addressed): string {
  const { leftAlone } = voices[language];
  return page({
    title: leftAlone,
    language,
    brand,
    children: (
      <>
        <h1>{leftAlone}</h1>
        <p>{letterVoices[language].back}</p>
      </>
    ),
  });
}
