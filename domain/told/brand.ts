/** In whose name a client is written to: what the house says of itself, and each workgroup of its own. */

/** What was said of a company, or of a workgroup; what is left out is the usual. */
export interface Brand {
  /** The vendor's name, as clients know it. */
  readonly name?: string | undefined;
  /** `#20453a` */
  readonly colour?: string | undefined;
  /** Address of a picture. */
  readonly logo?: string | undefined;
  /** Lines below the rep's name. */
  readonly signature?: readonly string[] | undefined;
  /** Lines that the law wants at the end of a letter. */
  readonly imprint?: readonly string[] | undefined;
  /** Address of the web site. */
  readonly web?: string | undefined;
}

/** The vendor as a client's contact sees it. */
export interface Vendor {
  readonly name: string;
  /** Null where nobody chose one, or white words could not be read on it. */
  readonly colour: string | null;
  readonly logo: string | null;
  readonly signature: readonly string[];
  readonly imprint: readonly string[];
  readonly web: string | null;
}

/** A contrast with which words can be read (WCAG 2.2, 1.4.3). */
export const leastContrast = 4.5;

/** The part of light that a colour gives back, by WCAG 2.2: black 0, white 1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, `#rrggbb`, by WCAG 2.2: from 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Whether white words can be read on a colour, and its own words on white. */
export function canBeRead(colour: string): boolean {
  return contrastOf(colour, '#ffffff') >= leastContrast;
}

/**
 * The vendor for a client whose rep is in that workgroup: what the workgroup says, else what the company says, else nothing.
 * `usual`: the vendor's name where neither has one.
 */
export function vendorOf(usual: string, company: Brand, workgroup: Brand): Vendor {
  const { name, colour, logo, signature, imprint, web } = { ...company, ...said(workgroup) };
  return {
    name: name ?? usual,
    colour: colour !== undefined && canBeRead(colour) ? colour : null,
    logo: logo ?? null,
    signature: signature ?? [],
    imprint: imprint ?? [],
    web: web ?? null,
  };
}

const said = (brand: Brand): Brand =>
  Object.fromEntries(Object.entries(brand).filter(([, value]) => value !== undefined));

/** What to think about before clients see it. */
export function brandWarnings({ colour }: Brand): readonly string[] {
  if (colour === undefined || canBeRead(colour)) return [];
  // Rounded down: what falls short of the least must not look like it.
  const contrast = Math.floor(contrastOf(colour, '#ffffff') * 10) / 10;
  return [
    `White words cannot be read on ${colour} (contrast ${contrast} to 1; at least ${leastContrast} to 1 is needed): mails keep their usual colour.`,
  ];
}

/** Who a mail to a client's contact comes from, as their inbox shows it: the rep and the vendor, or the vendor alone. */
export function senderName(vendor: Pick<Vendor, 'name'>, rep: { readonly name: string } | null): string {
  return rep === null ? vendor.name : `${rep.name}, ${vendor.name}`;
}
