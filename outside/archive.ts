/** The archive of sent mails, where there is one: it is told whom to forget. The embedded mailbox is one. */

/** What a person is known by, and what is theirs in the mails of others. */
export interface Forgotten {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  /** What they said themselves: other people say such words as well, so it goes only where a mail is about them. */
  readonly words: readonly string[];
  /** Message-IDs of mails that passed on what they wrote to us: nothing else is in them. */
  readonly passedOn: readonly string[];
  /** Lifecycles of their client, as `X-Holdfast-Item` names them before a stroke. */
  readonly about: readonly string[];
}

/** The archive did not confirm that it has forgotten; asking again is safe. Thrown by `Archive.forget`. */
export class ArchiveAway extends Error {
  override readonly name = 'ArchiveAway';
}

export interface Archive {
  /** Throws `ArchiveAway`. */
  forget(person: Forgotten): Promise<void>;
}

/** How long the archive may take to answer. */
const timeoutMs = 20_000;

/** The archive behind an address; one without an address keeps nothing. */
export function createArchive(url: string | undefined): Archive {
  return {
    async forget(person) {
      if (url === undefined) return;
      let status = 0;
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ forget: person }),
          signal: AbortSignal.timeout(timeoutMs),
        });
        ({ status } = response);
        await response.body?.cancel();
      } catch (error) {
        throw new ArchiveAway('the mail archive could not be reached', { cause: error });
      }
      if (status < 200 || status >= 300) throw new ArchiveAway(`the mail archive answered ${status}`);
    },
  };
}
