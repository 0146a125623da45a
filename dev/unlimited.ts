/** Settings of a stack in which whoever tries it is one address with one key, and in a hurry. */
export const unlimited = {
  HOLDFAST_CALLS_PER_MINUTE: '1000000',
  HOLDFAST_ADDRESS_CALLS_PER_MINUTE: '1000000',
  HOLDFAST_PAGES_PER_MINUTE: '1000000',
  HOLDFAST_SIGN_INS_PER_MINUTE: '1000000',
  HOLDFAST_SOURCE_EVENTS_PER_MINUTE: '1000000',
} as const;
