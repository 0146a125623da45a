/** In whose name clients are written to, as the company and each workgroup say it. */
import { z } from 'zod';
import type { Brand } from '../../domain/told/brand';
import { column } from './column';

const lines = z.array(z.string());
const brand: z.ZodType<Brand> = z.looseObject({
  name: z.string().optional(),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  logo: z.string().optional(),
  signature: lines.optional(),
  imprint: lines.optional(),
  web: z.string().optional(),
});

export const companyBrandColumn = column('settings', 'value', brand, { name: 'brand' });
export const workgroupBrandColumn = column('workgroups', 'brand', brand);
