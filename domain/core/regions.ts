/**
 * The parts of countries that have public holidays of their own, by their codes in ISO 3166-2 without the country's letters, as
 * the library of holidays knows them (`test/domain/regions.test.ts` compares); not those that ISO counts to another country.
 * They stand here, and are not asked of the library: which region a client may be in must not change with its version.
 */
const table = `
  AD: 03 Encamp, 07 Andorra la Vella
  AG: 10 Barbuda
  AT: 1 Burgenland, 2 Carinthia, 3 Lower Austria, 4 Upper Austria, 5 Salzburg, 6 Styria, 7 Tyrol, 8 Vorarlberg,
    9 Vienna
  AU: ACT Australian Capital Territory, NSW New South Wales, NT Northern Territory, QLD Queensland,
    SA South Australia, TAS Tasmania, VIC Victoria, WA Western Australia
  BA: BIH Federation of Bosnia and Herzegovina, BRC Brčko District, SRP Republika Srpska
  BE: BRU Bruxelles, DE Deutschsprachige Gemeinschaft, VLG Vlaamse Gemeenschap, WAL Communauté française
  BO: B Beni, C Cochabamba, H Chuquisaca, L La Paz, N Pando, O Oruro, P Potosí, S Santa Cruz, T Tarija
  BQ: BO Bonaire, SA Saba, SE Sint Eustatius
  BR: AC Acre, AL Alagoas, AM Amazonas, AP Amapá, BA Bahia, CE Ceará, DF Distrito Federal, ES Espírito Santo,
    GO Goiás, MA Maranhão, MG Minas Gerais, MS Mato Grosso do Sul, MT Mato Grosso, PA Pará, PB Paraíba,
    PE Pernambuco, PI Piauí, PR Paraná, RJ Rio de Janeiro, RN Rio Grande do Norte, RO Rondônia, RR Roraima,
    RS Rio Grande do Sul, SC Santa Catarina, SE Sergipe, SP São Paulo, TO Tocantins
  CA: AB Alberta, BC British Columbia, MB Manitoba, NB New Brunswick, NL Newfoundland and Labrador, NS Nova Scotia,
    NT Northwest Territories, NU Nunavut, ON Ontario, PE Prince Edward Island, QC Quebec, SK Saskatchewan, YT Yukon
  CH: AG Canton of Aargau, AI Canton of Appenzell Inner-Rhodes, AR Canton of Appenzell Outer Rhodes,
    BE Canton of Bern, BL Canton of Basel-Country, BS Canton of Basel-City, FR Canton of Fribourg,
    GE Canton of Geneva, GL Canton of Glarus, GR Canton of Grisons, JU Canton of Jura, LU Canton of Lucerne,
    NE Canton of Neuchâtel, NW Canton of Nidwalden, OW Canton of Obwalden, SG Canton of St. Gallen,
    SH Canton of Schaffhausen, SO Canton of Solothurn, SZ Canton of Schwyz, TG Canton of Thurgau,
    TI Canton of Ticino, UR Canton of Uri, VD Canton of Vaud, VS Canton of Valais, ZG Canton of Zug,
    ZH Canton of Zürich
  CL: AP Arica y Parinacota, BI Biobío, NU Ñuble, TA Tarapacá
  CV: S Sotavento Islands
  DE: BB Brandenburg, BE Berlin, BW Baden-Württemberg, BY Bayern, HB Hansestadt Bremen, HE Hessen,
    HH Hansestadt Hamburg, MV Mecklenburg-Vorpommern, NI Niedersachsen, NW Nordrhein-Westfalen, RP Rheinland-Pfalz,
    SH Schleswig-Holstein, SL Saarland, SN Sachsen, ST Sachsen-Anhalt, TH Thüringen
  EC: P Pichincha
  ES: AN Andalucía, AR Aragón, AS Asturias, CB Cantabria, CE Ciudad de Ceuta, CL Castile and León,
    CM Castile-La Mancha, CN Canary Islands, CT Catalonia, EX Extremadura, GA Galicia, IB Balearic Islands,
    MC Murcia Region, MD Comunidad de Madrid, ML Ciudad de Melilla, NC Navarra Chartered Community,
    PV Basque Country, RI La Rioja, VC Valencian Community
  FR: 57 Département Moselle, 67 Département Bas-Rhin, 68 Département Haut-Rhin,
    BL Département et région d'outre-mer Saint Barthélemy, GF Département et région d'outre-mer Guyane,
    GP Département et région d'outre-mer Guadeloupe, MF Département et région d'outre-mer Saint Martin,
    MQ Département et région d'outre-mer Martinique, RE Département et région d'outre-mer La Réunion,
    YT Département et région d'outre-mer Mayotte
  GB: ALD Alderney, ENG England, NIR Northern Ireland, SCT Scotland, WLS Wales
  GT: 1 Guatemala
  HR: 17 Split-Dalmatia, 19 Dubrovnik-Neretva
  IN: AN Andaman and Nicobar Islands, AP Andhra Pradesh, AR Arunachal Pradesh, AS Assam, BR Bihar, CH Chandigarh,
    CT Chhattisgarh, DD Daman and Diu, DL Delhi, DN Dadra and Nagar Haveli, GA Goa, GJ Gujarat, HP Himachal Pradesh,
    HR Haryana, JK Jammu and Kashmir, KA Karnataka, KL Kerala, LD Lakshadweep, MH Maharashtra, ML Meghalaya,
    MN Manipur, MP Madhya Pradesh, MZ Mizoram, NL Nagaland, OR Odisha, PB Punjab, PY Puducherry, RJ Rajasthan,
    SK Sikkim, TG Telangana, TN Tamil Nadu, TR Tripura, UP Uttar Pradesh, UT Uttarakhand, WB West Bengal
  IT: 21 Piedmont, 25 Lombardy, 32 Südtirol, 52 Tuscany, 62 Lazio, 82 Sicily
  MD: CA Cahul, CU Chișinău
  MY: 01 Johor, 02 Kedah, 03 Kelantan, 04 Malacca, 05 Negeri Sembilan, 06 Pahang, 07 Penang, 08 Perak, 09 Perlis,
    10 Selangor, 11 Terengganu, 12 Sabah, 13 Sarawak, 14 Kuala Lumpur, 15 Labuan, 16 Putrajaya
  NL: GR Groningen, NH North Holland, ZH South Holland
  NZ: AUK Auckland Province, BOP Bay of Plenty, CAN Canterbury, CIT Chatham Islands, GIS Gisborne, HKB Hawke's Bay,
    MBH Marlborough, MWT Manawatu-Wanganui, NSN Nelson, NTL Northland, OTA Otago Province, STL Southland,
    TAS Tasman, TKI Taranaki, WGN Wellington Province, WKO Waikato, WTC Westland
  PE: CUS Cuzco
  PK: BA Balochistan, GB Gilgit-Baltistan, IS Islamabad, JK Azad Kashmir, KP Khyber Pakhtunkhwa, PB Punjab, SD Sindh
  RU: AD Republic of Adygea, AL Altai Republic, BA Republic of Bashkortostan, BEL Belgorod Oblast,
    BRY Bryansk Oblast, BU Republic of Buryatia, CE Chechen Republic, CU Chuvash Republic,
    DA Republic of Dagestan, IN Republic of Ingushetia, IRK Irkutsk Oblast, KB Kabardino-Balkar Republic,
    KC Karachay-Cherkess Republic, KDA Krasnodar Krai, KL Republic of Kalmykia, KO Republic of Komi,
    KR Republic of Karelia, MR Republic of Mordovia, NO Republic of North Ossetia-Alania, OMS Omsk Oblast,
    PNZ Penza Oblast, SA Sakha (Yakutia) Republic, SAR Saratov Oblast, STA Stavropol Krai,
    TA Republic of Tatarstan, TY Republic of Tuva, ZAB Zabaykalsky Krai
  SH: AC Ascension Island, HL Saint Helena, TA Tristan da Cunha
  SO: AW Awdal, SA Sanaag, SO Sool, TO Togdheer, WO Woqooyi Galbeed
  SV: SS San Salvador
  US: AK Alaska, AL Alabama, AR Arkansas, AZ Arizona, CA California, CO Colorado, CT Connecticut,
    DC District of Columbia, DE Delaware, FL Florida, GA Georgia, HI Hawaii, IA Iowa, ID Idaho, IL Illinois,
    IN Indiana, KS Kansas, KY Kentucky, LA Louisiana, MA Massachusetts, MD Maryland, ME Maine, MI Michigan,
    MN Minnesota, MO Missouri, MS Mississippi, MT Montana, NC North Carolina, ND North Dakota, NE Nebraska,
    NH New Hampshire, NJ New Jersey, NM New Mexico, NV Nevada, NY New York, OH Ohio, OK Oklahoma, OR Oregon,
    PA Pennsylvania, RI Rhode Island, SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah,
    VA Virginia, VT Vermont, WA Washington, WI Wisconsin, WV West Virginia, WY Wyoming
  VE: B Anzoátegui, G Carabobo, K Lara, M Miranda, N Monagas, S Táchira, V Zulia
`;

/** Names by codes. */
type Regions = ReadonlyMap<string, string>;

/** A country's line may go on in the next ones. */
function read(country: string): readonly [string, Regions] {
  const [letters = '', rest = ''] = country.split(/:(.*)/su);
  const regions = rest.split(',').map((one) => one.trim().split(/\s(.*)/su));
  return [letters, new Map(regions.map(([code = '', name = '']) => [code, name.replaceAll(/\s+/g, ' ')]))];
}

const regions: ReadonlyMap<string, Regions> = new Map(
  table
    .trim()
    .split(/\n {2}(?! )/)
    .map(read),
);

/** Where somebody is: their holidays go by it. A region says something within its country alone. */
export interface HolidayPlace {
  readonly country: string;
  readonly region?: string;
}

/** The code of a region as it is kept: `BY`, for whoever wrote `DE-BY` as well. */
export function regionCode(country: string, written: string): string {
  const code = written.toUpperCase();
  return code.startsWith(`${country}-`) ? code.slice(country.length + 1) : code;
}

/** Regions of a country by their codes, with their names; none where the whole country has the same holidays. */
export const regionsOf = (country: string): Regions => regions.get(country) ?? new Map();

/** Where there are so many regions, names would hide the codes. */
const mostNamed = 30;

/** Why it is no region of that country, in a sentence that says which there are; null where it is one. */
export function whyNoRegion(country: string | null, written: string): string | null {
  if (country === null) return 'Say the country too: a region is a part of one.';
  const known = regionsOf(country);
  if (known.has(regionCode(country, written))) return null;
  if (known.size === 0) return `Of ${country} no regions with holidays of their own are known: leave it out.`;
  const named = [...known].map(([code, name]) => (known.size > mostNamed ? code : `${code} (${name})`));
  return `${country} has no region ${regionCode(country, written)}. There are: ${named.join(', ')}.`;
}
