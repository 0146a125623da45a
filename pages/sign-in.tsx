/** Asks for a key; it is kept in a cookie for this session of the browser. */
import { SecretField, Send } from './parts/field';
import { notFilled } from './parts/filled';
import { page } from './parts/page';

/** `error`: what was wrong with the key that was given before. */
export function signInPage(error?: string): string {
  const form = error === undefined ? notFilled : { values: {}, errors: { key: error } };
  return page({
    title: 'Sign in',
    language: 'en',
    children: (
      <>
        <h1>Sign in</h1>
        <form method="post">
          <SecretField form={form} name="key" label="Your key" />
          <Send label="Open" />
        </form>
      </>
    ),
  });
}
