// Decides what a build records about its sheets.
import { z } from 'zod';
import { SHEET_IDS } from '#reports/catalogue.ts';

/** The sheets of a build in the order of the workbook: what each holds, and how many rows. */
export const BuiltSheets = z.array(
  z.object({
    id: z.enum(SHEET_IDS),
    dataset: z.string(),
    fields: z.array(z.string()).readonly(),
    rows: z.number(),
  }),
);
export type BuiltSheet = Readonly<z.infer<typeof BuiltSheets>[number]>;
