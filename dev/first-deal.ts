/** The first deal that a newcomer hands over: README.md shows it, and `npm start` prints it ready to paste. */

/** The body of `POST /v1/deals`; the contract starts on the date (YYYY-MM-DD). */
export const firstDeal = (startsOn: string): object => ({
  dealId: 'D-1042',
  client: { id: 'C-7', name: 'Alpine Tools', country: 'AT' },
  contacts: [{ id: 'ada', name: 'Ada Example', email: 'ada@alpine-tools.example', level: 'manager' }],
  seller: { id: 'sam', name: 'Sam Seller', email: 'sam@holdfast.example' },
  successCriteria: 'In six months a quote takes two hours instead of two days.',
  products: [
    {
      code: 'crm-pro',
      name: 'CRM Pro',
      annualValue: { amount: 1_800_000, currency: 'EUR' },
      startsOn,
      termMonths: 12,
      promises: [{ metric: 'Time to a quote', target: 2, unit: 'hours', better: 'lower' }],
    },
  ],
});

/** A command for the shell that hands it over: one line, with the key in it. */
export function handOffCommand(api: string, key: string, startsOn: string): string {
  const headers = [`Authorization: Bearer ${key}`, 'Content-Type: application/json'];
  return `curl -sS ${api}/v1/deals ${headers.map((header) => `-H '${header}'`).join(' ')} -d '${JSON.stringify(firstDeal(startsOn))}'`;
}
