/** The archive of sent mails, where there is one: it is told whom to forget. The embedded mailbox is one. */

/** What a person is known by, and what they said themselves. */
export interface Forgotten {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly words: readonly string[];
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
