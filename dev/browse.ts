/** A browser as far as links need one: it follows redirects and keeps cookies. */
import { parseSetCookie } from 'cookie';

interface ShownPage {
  readonly status: number;
  readonly html: string;
  readonly address: string;
}

export interface Browsing extends ShownPage {
  post(
    form: Readonly<Record<string, string | readonly string[]>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<ShownPage>;
  get(): Promise<ShownPage>;
}

/** Fields that a page's form sends along unseen. */
function hiddenIn({ html }: ShownPage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

/** Opens a mailed link; `post` sends the form of the page that is shown, with what it sends along unseen. */
export async function browse(link: string): Promise<Browsing> {
  const jar = new Map<string, string>();
  type Sent = {
    readonly method?: string;
    readonly body?: URLSearchParams;
    readonly headers?: Readonly<Record<string, string>>;
  };
  async function go(address: string, init: Sent = {}): Promise<ShownPage> {
    let at = address;
    let request = init;
    for (let hops = 0; hops < 5; hops += 1) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(at, {
        ...request,
        redirect: 'manual',
        headers: { ...request.headers, cookie },
        signal: AbortSignal.timeout(30_000),
      });
      for (const line of response.headers.getSetCookie()) {
        const { name, value } = parseSetCookie(line) ?? {};
        if (name !== undefined && value !== undefined) jar.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) return { status: response.status, html: await response.text(), address: at };
      at = new URL(location, at).toString();
      request = {};
    }
    throw new Error(`too many redirects from ${address}`);
  }
  const first = await go(link);
  let shown = first;
  const show = async (page: Promise<ShownPage>): Promise<ShownPage> => (shown = await page);
  return {
    ...first,
    get: () => show(go(first.address)),
    post: (form, headers = {}) => {
      const body = new URLSearchParams(
        Object.entries({ ...hiddenIn(shown), ...form }).flatMap(([name, value]) =>
          [value].flat().map((one): [string, string] => [name, one]),
        ),
      );
      return show(go(first.address, { method: 'POST', body, headers }));
    },
  };
}
