/** Whom to speak to: each contact who is there still, with a number and an address that can be tapped. */
import { whoIsThere, type KnownContact, type Occasion } from '../../domain/told/occasion';
import { inBoth } from '../../domain/told/words/in-both';
import { namedContact } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';
import { Address, Phone } from '../parts/reach';

const words = inBoth(
  {
    contacts: 'Contacts',
    nobody: 'Nobody there is known any more: find out who is in charge.',
    prefers: (how: string) => `Prefers to be reached ${how}.`,
    noMail: (since: string) => `Mail does not reach them since ${since}.`,
  },
  {
    contacts: 'Ansprechpartner',
    nobody: 'Es ist niemand mehr bekannt: bitte herausfinden, wer zuständig ist.',
    prefers: (how) => `Am liebsten ${how}.`,
    noMail: (since) => `Mails kommen seit ${since} nicht an.`,
  },
);

function Contact({ occasion, contact }: { readonly occasion: Occasion; readonly contact: KnownContact }) {
  const { email, phone, channel, unreachableSince } = contact;
  const said = words(occasion.locale);
  const speech = speechFor(occasion);
  const more = [
    ...(unreachableSince === null ? [] : [said.noMail(speech.dayOf(unreachableSince))]),
    ...(channel === null ? [] : [said.prefers(termsOf(speech).channels[channel])]),
  ];
  return (
    <li>
      {namedContact(contact)}
      <span class="reaches">
        {phone === null ? null : <Phone of={phone} />}
        <Address of={email} />
      </span>
      {more.length === 0 ? null : <span class="quiet">{more.join(' ')}</span>}
    </li>
  );
}

/** Everybody who is there still, and how to reach them. */
export function WhomToSpeakTo({ occasion }: { readonly occasion: Occasion }) {
  const said = words(occasion.locale);
  const there = whoIsThere(occasion);
  return (
    <section>
      <h2>{said.contacts}</h2>
      {there.length === 0 ? (
        <p>{said.nobody}</p>
      ) : (
        <ul class="people">
          {there.map((contact) => (
            <Contact occasion={occasion} contact={contact} />
          ))}
        </ul>
      )}
    </section>
  );
}
