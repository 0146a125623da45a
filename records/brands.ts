/** In whose name clients are written to: kept for the company and for each workgroup. */
import { vendorOf, type Brand, type Vendor } from '../domain/told/brand';
import type { Database } from '../prisma/client';
import { companyBrandColumn, workgroupBrandColumn } from './columns/brand';
import { asJson } from './columns/column';

/** The name under which the company's stands in the settings. */
const setting = 'brand';

/** What the company said; nothing where it said nothing. */
export async function companyBrand(db: Pick<Database, 'setting'>): Promise<Brand> {
  const row = await db.setting.findUnique({ where: { name: setting } });
  return row === null ? {} : companyBrandColumn.read(row.value, setting);
}

/** Keeps what the company says, in place of what it said before. */
export async function keepCompanyBrand(db: Pick<Database, 'setting'>, brand: Brand): Promise<void> {
  const value = asJson(brand);
  await db.setting.upsert({ where: { name: setting }, create: { name: setting, value }, update: { value } });
}

/** What a workgroup said; null where there is no such workgroup. */
export async function workgroupBrand(db: Pick<Database, 'workgroup'>, id: string): Promise<Brand | null> {
  const row = await db.workgroup.findUnique({ where: { id }, select: { brand: true } });
  return row === null ? null : workgroupBrandColumn.read(row.brand, id);
}

/** Keeps what a workgroup says, in place of what it said before; false where there is no such workgroup. */
export async function keepWorkgroupBrand(db: Pick<Database, 'workgroup'>, id: string, brand: Brand): Promise<boolean> {
  const { count } = await db.workgroup.updateMany({ where: { id }, data: { brand: asJson(brand) } });
  return count > 0;
}

/** The vendor as the clients of a rep see it, in one query. `usual`: its name where neither company nor workgroup has one. */
export async function vendorFor(db: Pick<Database, '$queryRaw'>, repId: string, usual: string): Promise<Vendor> {
  const [row] = await db.$queryRaw<{ company: unknown; workgroup: string | null; brand: unknown }[]>`
    select (select value from settings where name = ${setting}) as company, w.id as workgroup, w.brand
    from (select 1) one left join reps r on r.id = ${repId} left join workgroups w on w.id = r."workgroupId"`;
  return vendorOf(
    usual,
    companyBrandColumn.read(row?.company ?? {}, setting),
    workgroupBrandColumn.read(row?.brand ?? {}, row?.workgroup ?? ''),
  );
}
