/** A file of each type, for the document: Alpine Tools, a year into its contract. */
import type { importTypes } from './rows';

const header =
  'dealId,clientId,clientName,clientCountry,contactId,contactName,contactEmail,sellerId,sellerName,sellerEmail,productCode,productName,annualAmount,currency,startsOn,termMonths,lastTouchOn';
const row =
  'D-1042,C-7,Alpine Tools,AT,ada,Ada Example,ada@alpine-tools.example,sam,Sam Seller,sam@holdfast.example,crm-pro,CRM Pro,1800000,EUR,2027-01-01,12,2027-02-20';

const line = {
  dealId: 'D-1042',
  client: { id: 'C-7', name: 'Alpine Tools', country: 'AT' },
  contacts: [{ id: 'ada', name: 'Ada Example', email: 'ada@alpine-tools.example' }],
  seller: { id: 'sam', name: 'Sam Seller', email: 'sam@holdfast.example' },
  product: {
    code: 'crm-pro',
    name: 'CRM Pro',
    annualValue: { amount: 1_800_000, currency: 'EUR' },
    startsOn: '2027-01-01',
    termMonths: 12,
  },
  lastTouchOn: '2027-02-20',
};

export const importExamples: Readonly<Record<(typeof importTypes)[number], string>> = {
  'text/csv': `${header}\n${row}\n`,
  'application/x-ndjson': `${JSON.stringify(line)}\n`,
};
