/** Passwords that are given apart from the address that they belong to: with any characters, and out of a file. */

/** The address with the password in it, written so that whoever reads it gets the same characters. */
export function withPassword(address: string, password: string | undefined): string {
  if (password === undefined) return address;
  const url = new URL(address);
  url.password = encodeURIComponent(password);
  return url.href;
}

/** Whether a password stands in the address and is given apart from it as well. */
export function passwordTwice(address: string, password: string | undefined): boolean {
  return password !== undefined && URL.canParse(address) && new URL(address).password !== '';
}
