/** What a client's contact sees of an invitation: what it is, when and where, and whether they will come. */
import { whenText } from '../../domain/told/campaign';
import { invitationVoices } from '../../domain/told/invitation-voice';
import { voices } from '../../domain/told/voice';
import { ChooseOne } from '../parts/choice';
import { Send } from '../parts/field';
import { FormNumber } from '../parts/form-number';
import { RecordedNotice } from '../parts/notice';
import { page } from '../parts/page';
import { invitationClosedPage } from './closed';
import type { Asking } from './ask';

/** In the contact's language; where the campaign is gone, the page that says that it is closed. */
export function invitationPage({ occasion, form, formNumber, done, brand }: Asking): string {
  const { campaign, language, zone } = occasion;
  if (campaign === null) return invitationClosedPage({ language, brand });
  const { title, description, place, startsAt } = campaign;
  const voice = invitationVoices[language];
  const { leaveAlone, send } = voices[language];
  return page({
    title,
    language,
    brand,
    children: (
      <>
        <h1>{title}</h1>
        {description === undefined || description === '' ? null : <p>{description}</p>}
        <p class="quiet">
          {voice.when}: {whenText(startsAt, zone, language)}
        </p>
        {place === undefined || place === '' ? null : (
          <p class="quiet">
            {voice.where}: {place}
          </p>
        )}
        {done === undefined ? null : <RecordedNotice what={done} />}
        <form method="post">
          <ChooseOne
            form={form}
            legend={voice.question}
            options={[
              { value: 'accepted', label: voice.accept },
              { value: 'declined', label: voice.decline },
              { value: 'leave-alone', label: leaveAlone },
            ]}
          />
          <Send label={send} />
          <FormNumber of={formNumber} />
        </form>
      </>
    ),
  });
}
