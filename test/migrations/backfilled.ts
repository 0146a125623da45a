/** What migrations made of rows that were there before them, as the rows in this folder show it. */

/** What a later migration took away: the columns that hold it now are checked below. */
export const dropped: { readonly [table: string]: readonly string[] } = {
  groups: ['productType'],
  // Stood beside the column of their name for a few steps, and took its place.
  lifecycles: ['renewsOnTyped', 'worthTyped'],
  outlooks: ['dayTyped', 'worthTyped', 'renewsOnTyped'],
  renewal_calls: ['amountTyped'],
  shared_items: ['dayTyped'],
  amendments: ['effectiveOnTyped'],
  term_turns: ['onTyped', 'untilTyped'],
  term_values: ['effectiveOnTyped'],
};

/** Empty at first, and filled by a later migration. */
export const filled: { readonly [table: string]: readonly string[] } = {
  terms: ['startDay', 'endDay', 'amountMinor'],
  term_values: ['amountMinor'],
};

/** Moved or computed by a migration, for rows that are older than it. */
export const backfilled: readonly {
  readonly what: string;
  /** The version whose rows it is about. */
  readonly since: number;
  readonly query: string;
  readonly rows: readonly object[];
}[] = [
  {
    what: 'a bucket that was kept had been told',
    since: 1,
    query: `select bucket, told, changes from buckets where "lifecycleId" like 'v1-running%'`,
    rows: [{ bucket: 'good', told: 'good', changes: 1 }],
  },
  {
    what: "a group's product type is a list now, and a group without one takes them all",
    since: 1,
    query: `select id, "productTypes", countries from groups where id in ('crm', 'everyone') order by id`,
    rows: [
      { id: 'crm', productTypes: ['crm'], countries: [] },
      { id: 'everyone', productTypes: [], countries: [] },
    ],
  },
  {
    what: 'a lifecycle names the policy that its state holds',
    since: 1,
    query: `select distinct "policyId", "policyVersion" from lifecycles where id like 'v1-%'`,
    rows: [{ policyId: 'default', policyVersion: 1 }],
  },
  {
    what: 'each line of the ledger says who kept the lifecycle then, before and after a handover',
    since: 1,
    query: `select "repId", min(seq) as first, max(seq) < 12 as "before" from ledger where "lifecycleId" = 'v1-running.crm-pro.t1' group by 1 order by 2`,
    rows: [
      { repId: 'rep-1', first: 1, before: true },
      { repId: 'rep-2', first: 10, before: false },
    ],
  },
  {
    what: 'and so it does where nobody ever handed over',
    since: 1,
    query: `select distinct "repId" from ledger where "lifecycleId" like 'v1-churned%'`,
    rows: [{ repId: 'rep-1' }],
  },
  {
    what: 'the book has a row for every term, with its seller, moments and ending',
    since: 1,
    query: `select "lifecycleId", line, "clientId", "sellerId", term, "startsOn", "renewsOn", amount, currency, imported,
        began, "onboardedAt", "endedAt", ending, reason, "flaggedAt" from terms where line like 'v1-%' order by 1`,
    rows: [
      {
        ...termOf('v1-churned', 'v1-lost', 'seller-2'),
        endedAt: new Date('2027-01-20T09:00:00Z'),
        ending: 'churned',
        reason: 'price',
      },
      {
        ...termOf('v1-renewed', 'v1-client', 'seller-1'),
        startsOn: '2026-03-01',
        renewsOn: '2027-03-01',
        amount: 360_000,
        endedAt: new Date('2027-02-10T09:00:00Z'),
        ending: 'renewed',
        reason: 'decision',
      },
      {
        ...termOf('v1-renewed', 'v1-client', 'seller-1'),
        lifecycleId: 'v1-renewed.crm-pro.t2',
        term: 2,
        startsOn: '2027-03-01',
        renewsOn: '2029-03-01',
        amount: 420_000,
        began: new Date('2027-02-10T09:00:00Z'),
      },
      {
        ...termOf('v1-running', 'v1-client', 'seller-1'),
        onboardedAt: new Date('2027-01-18T10:00:00Z'),
        flaggedAt: new Date('2027-02-03T09:00:00Z'),
      },
      termOf('v1-waiting', 'v1-lost', 'seller-2'),
    ],
  },
  {
    what: 'a deal names its seller, and no key where none of sales is there',
    since: 1,
    query: `select distinct "sellerId", "handedOverBy" from deals where id like 'v1-%' order by 1`,
    rows: [
      { sellerId: 'seller-1', handedOverBy: null },
      { sellerId: 'seller-2', handedOverBy: null },
    ],
  },
  {
    what: 'every key there was has its secret',
    since: 1,
    query: `select s."keyId", s.until from key_secrets s join keys k on k.hash = s.hash where k.id = 'k_v1'`,
    rows: [{ keyId: 'k_v1', until: null }],
  },
  {
    what: 'who has departed is known, from a lifecycle that ended too, and nobody else has',
    since: 2,
    query: `select id from contacts where "departedAt" is not null and id like 'c_v2%' order by id`,
    rows: [{ id: 'c_v2_gone' }, { id: 'c_v2_user' }],
  },
  {
    what: 'whom a running lifecycle knows as wanting to be left alone, since when; what ended counts no more',
    since: 2,
    query: `select id, "optedOutAt" from clients where id like 'v2-%' order by id`,
    rows: [
      { id: 'v2-client', optedOutAt: new Date('2027-02-02T09:00:00Z') },
      { id: 'v2-lost', optedOutAt: null },
    ],
  },
  {
    what: 'a client who asked to be left alone under later rules is known as well',
    since: 5,
    query: `select "optedOutAt" from clients where id = 'v4-client'`,
    rows: [{ optedOutAt: new Date('2027-02-08T09:00:00Z') }],
  },
  {
    what: 'a lifecycle says what its line is worth now, and how its renewal looks is not known yet',
    since: 6,
    query: `select probability, outlook, worth::float8 as worth, currency from lifecycles where id = 'v5-running.crm-pro.t1'`,
    rows: [{ probability: 50, outlook: 'unknown', worth: 1_500_000, currency: 'EUR' }],
  },
  {
    what: 'the book has its days as dates and its amounts in whole minor units, beside what the release before reads',
    since: 1,
    query: `select "startDay" - '2027-01-01'::date as days, "endDay"::text as "endDay", "amountMinor"::float8 as amount,
        "startDay"::text = "startsOn" and "endDay"::text = "renewsOn" and "amountMinor" = amount as same
      from terms where line like 'v1-churned%'`,
    rows: [{ days: 0, endDay: '2028-01-01', amount: 1_200_000, same: true }],
  },
  {
    what: 'what the release before writes while columns are exchanged is there in both forms',
    since: 39,
    query: `select v."amountMinor"::float8 as minor, v.amount, v."effectiveOn"::text as "on", t.until - t."on" as days,
        (select s.day::text from shared_items s where s."itemId" = 'review-9') as day
      from term_values v join term_turns t on t."lifecycleId" = v."lifecycleId" and t.seq = 51 where v.seq = 50`,
    rows: [{ minor: 1_650_000, amount: 1_650_000, on: '2027-06-01', days: 365, day: '2027-07-15' }],
  },
];

/** A row of the book as a first term without anything special has it. */
function termOf(deal: string, clientId: string, sellerId: string): object {
  return {
    lifecycleId: `${deal}.crm-pro.t1`,
    line: `${deal}.crm-pro`,
    clientId,
    sellerId,
    term: 1,
    startsOn: '2027-01-01',
    renewsOn: '2028-01-01',
    amount: 1_200_000,
    currency: 'EUR',
    imported: false,
    began: new Date('2027-01-04T08:00:00Z'),
    onboardedAt: null,
    endedAt: null,
    ending: null,
    reason: null,
    flaggedAt: null,
  };
}
