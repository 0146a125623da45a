/** What people read when they sign in: on the pages, and in the mail with the link and the code. */
import { inBoth } from './in-both';

export const signInWords = inBoth(
  {
    title: 'Sign in',
    ask: {
      why: 'We send you a mail with a link and a code.',
      address: 'Your mail address',
      send: 'Send me a link',
      noAddress: 'That is no mail address. It looks like ida@vendor.example.',
      or: 'or',
      with: (name: string) => `Sign in with ${name}`,
      mailbox: 'In this trial every mail arrives in the mailbox',
    },
    sent: {
      title: 'Look into your mail',
      why: (minutes: number) =>
        `If we know this address, a mail is on its way to it. Open its link, or type its code here. Both work once, for ${minutes} minutes.`,
      code: 'Six digits from the mail',
      open: 'Sign in',
      again: 'No mail? Ask again, or try another address',
      noCode: 'The code has six digits.',
      wrong: 'That is not the code. Look at the newest mail.',
      spent: 'This code is no longer good. Ask for a new mail.',
    },
    link: {
      title: 'Sign in',
      why: (name: string) => `You come in as ${name}.`,
      open: 'Sign in',
    },
    over: {
      title: 'This link is no longer good',
      why: 'It works once, and for a quarter of an hour. Ask for a new one.',
      again: 'Ask for a new link',
    },
    nobody: {
      title: 'Nobody here has that address',
      why: 'Signing in elsewhere worked, but the mail address there is not confirmed, or is not the one that is known here. Ask whoever runs Holdfast in your house.',
    },
    elsewhere: {
      title: 'Signing in did not work',
      why: 'The other side did not confirm who you are, or it took too long. Try again, or have a link sent to you.',
      again: 'Back to signing in',
    },
    out: { title: 'You are signed out', why: 'Sign in again whenever you like.', everywhere: 'On every device.' },
    anotherSite: {
      title: 'That did not work',
      why: 'The form was sent from another site. Open this page anew and try again.',
    },
    later: { title: 'No answer in time', why: 'Try again in a minute.' },
    mail: {
      subject: 'Your link to sign in',
      headline: 'Sign in to Holdfast',
      why: (minutes: number) => `You asked for it just now. The link and the code work once, for ${minutes} minutes.`,
      button: 'Sign in',
      code: 'Or type this code where you asked for it',
      footer:
        'Was it not you? Then do nothing: without this mail nobody comes in. Pass neither the link nor the code on to anybody.',
    },
  },
  {
    title: 'Anmelden',
    ask: {
      why: 'Wir schicken Ihnen eine Mail mit einem Link und einem Code.',
      address: 'Ihre Mailadresse',
      send: 'Link schicken',
      noAddress: 'Das ist keine Mailadresse. Sie sieht so aus: ida@vendor.example.',
      or: 'oder',
      with: (name) => `Mit ${name} anmelden`,
      mailbox: 'In dieser Probe landet jede Mail im Postfach',
    },
    sent: {
      title: 'Sehen Sie in Ihre Mails',
      why: (minutes) =>
        `Wenn wir diese Adresse kennen, ist eine Mail dorthin unterwegs. Öffnen Sie den Link darin, oder geben Sie hier den Code ein. Beides gilt einmal, ${minutes} Minuten lang.`,
      code: 'Sechs Ziffern aus der Mail',
      open: 'Anmelden',
      again: 'Keine Mail? Noch einmal anfordern, oder eine andere Adresse versuchen',
      noCode: 'Der Code hat sechs Ziffern.',
      wrong: 'Das ist nicht der Code. Sehen Sie in die neueste Mail.',
      spent: 'Dieser Code gilt nicht mehr. Fordern Sie eine neue Mail an.',
    },
    link: {
      title: 'Anmelden',
      why: (name) => `Sie melden sich als ${name} an.`,
      open: 'Anmelden',
    },
    over: {
      title: 'Dieser Link gilt nicht mehr',
      why: 'Er gilt einmal, und eine Viertelstunde lang. Fordern Sie einen neuen an.',
      again: 'Neuen Link anfordern',
    },
    nobody: {
      title: 'Diese Adresse hat hier niemand',
      why: 'Die Anmeldung dort hat geklappt, aber die Mailadresse dort ist nicht bestätigt oder nicht die, die hier bekannt ist. Fragen Sie, wer Holdfast in Ihrem Haus betreibt.',
    },
    elsewhere: {
      title: 'Die Anmeldung hat nicht geklappt',
      why: 'Die andere Seite hat nicht bestätigt, wer Sie sind, oder es hat zu lange gedauert. Versuchen Sie es noch einmal, oder lassen Sie sich einen Link schicken.',
      again: 'Zurück zur Anmeldung',
    },
    out: {
      title: 'Sie sind abgemeldet',
      why: 'Melden Sie sich jederzeit wieder an.',
      everywhere: 'Auf allen Geräten.',
    },
    anotherSite: {
      title: 'Das ging nicht',
      why: 'Das Formular kam von einer anderen Seite. Öffnen Sie diese Seite neu und versuchen Sie es noch einmal.',
    },
    later: { title: 'Keine Antwort', why: 'Versuchen Sie es in einer Minute noch einmal.' },
    mail: {
      subject: 'Ihr Link zur Anmeldung',
      headline: 'Bei Holdfast anmelden',
      why: (minutes) => `Sie haben ihn gerade angefordert. Link und Code gelten einmal, ${minutes} Minuten lang.`,
      button: 'Anmelden',
      code: 'Oder geben Sie diesen Code dort ein, wo Sie ihn angefordert haben',
      footer:
        'Waren Sie es nicht? Dann brauchen Sie nichts zu tun: Ohne diese Mail kommt niemand hinein. Geben Sie Link und Code an niemanden weiter.',
    },
  },
);
