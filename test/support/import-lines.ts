/** Lines of an import's file, for tests that need no running Holdfast. */
export const aLine = (index: number, client: Readonly<Record<string, unknown>> = {}) => ({
  dealId: `D-${index}`,
  client: { id: `C-${index}`, name: `Client ${index}`, ...client },
  contacts: [{ id: 'k', name: 'Kim Example', email: 'kim@client.example' }],
  seller: { id: 'sam', name: 'Sam Seller', email: 'sam@holdfast.example' },
  product: {
    code: 'crm-pro',
    name: 'CRM Pro',
    annualValue: { amount: 1_200_000, currency: 'EUR' },
    startsOn: '2027-01-01',
    termMonths: 12,
  },
});
