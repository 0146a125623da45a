/** A person, as texts name them. */

/** What a person is known by. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
}
