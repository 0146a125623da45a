/** What stands around every page of the desk, and what it says where a page cannot be shown. */
import { inBoth } from './in-both';

export const deskWords = inBoth(
  {
    skip: 'Skip to the page',
    navigation: 'Pages',
    myDay: 'My day',
    clients: 'Clients',
    search: 'Find a client',
    find: 'Find',
    undo: 'Undo',
    signOut: 'Sign out',
    signOutEverywhere: 'Sign out everywhere',
    keyboard: 'Keys',
    keys: {
      title: 'What the keys do',
      close: 'Close',
      rows: [
        ['/', 'find a client, as Ctrl and K do'],
        ['j, k', 'the next row, the one before'],
        ['Enter', 'open it'],
        ['d', 'done'],
        ['l', 'log a contact'],
        ['?', 'this list'],
      ] as readonly (readonly [string, string])[],
    },
    failed: 'That did not work',
    backToDay: 'Back to my day',
    problem: {
      unknown: { title: 'There is no such page', why: 'It may have been moved, or it is not one of yours.' },
      notYours: { title: 'That is for others', why: 'You can see this, but doing it is up to others.' },
      anotherSite: {
        title: 'That did not work',
        why: 'The form was sent from another site. Open the page here and send it again.',
      },
      closed: { title: 'That is no longer open', why: 'It has changed meanwhile. Look at the page once more.' },
      wrong: { title: 'Something in it is wrong', why: 'Go back, look at what you entered, and send it again.' },
      tooMany: {
        title: 'Too many at once',
        why: (seconds: number) => `Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
      },
      tooLarge: { title: 'That is too long', why: 'Go back and shorten it.' },
      later: { title: 'No answer in time', why: 'It may have been recorded or not. Try again in a minute.' },
    },
    signedOut: {
      title: 'You are signed out',
      why: 'Nothing was recorded yet, and nothing you typed is lost.',
      first: 'Sign in again in a new tab',
      thereafter: 'Then send it again from here:',
      send: 'Send it again',
    },
  },
  {
    skip: 'Zum Inhalt',
    navigation: 'Seiten',
    myDay: 'Mein Tag',
    clients: 'Kunden',
    search: 'Kunde suchen',
    find: 'Suchen',
    undo: 'Rückgängig',
    signOut: 'Abmelden',
    signOutEverywhere: 'Überall abmelden',
    keyboard: 'Tasten',
    keys: {
      title: 'Was die Tasten tun',
      close: 'Schließen',
      rows: [
        ['/', 'Kunde suchen, ebenso Strg und K'],
        ['j, k', 'die nächste Zeile, die vorige'],
        ['Enter', 'öffnen'],
        ['d', 'erledigt'],
        ['l', 'Kontakt eintragen'],
        ['?', 'diese Liste'],
      ],
    },
    failed: 'Das ging nicht',
    backToDay: 'Zurück zu meinem Tag',
    problem: {
      unknown: {
        title: 'Diese Seite gibt es nicht',
        why: 'Vielleicht wurde sie verschoben, oder sie gehört nicht zu Ihren.',
      },
      notYours: { title: 'Das tun andere', why: 'Sie können es sehen, aber tun können es nur andere.' },
      anotherSite: {
        title: 'Das ging nicht',
        why: 'Das Formular kam von einer anderen Seite. Öffnen Sie es hier und schicken Sie es noch einmal ab.',
      },
      closed: {
        title: 'Das ist nicht mehr offen',
        why: 'Es hat sich inzwischen geändert. Sehen Sie sich die Seite noch einmal an.',
      },
      wrong: {
        title: 'Daran stimmt etwas nicht',
        why: 'Gehen Sie zurück, sehen Sie Ihre Eingaben durch und schicken Sie sie noch einmal ab.',
      },
      tooMany: {
        title: 'Zu viel auf einmal',
        why: (seconds) => `Versuchen Sie es in ${seconds === 1 ? 'einer Sekunde' : `${seconds} Sekunden`} noch einmal.`,
      },
      tooLarge: { title: 'Das ist zu lang', why: 'Gehen Sie zurück und kürzen Sie es.' },
      later: {
        title: 'Keine Antwort',
        why: 'Vielleicht ist es eingetragen, vielleicht nicht. Versuchen Sie es in einer Minute noch einmal.',
      },
    },
    signedOut: {
      title: 'Sie sind abgemeldet',
      why: 'Es wurde noch nichts eingetragen, und was Sie geschrieben haben, ist nicht verloren.',
      first: 'In einem neuen Tab wieder anmelden',
      thereafter: 'Schicken Sie es danach von hier noch einmal ab:',
      send: 'Noch einmal abschicken',
    },
  },
);
