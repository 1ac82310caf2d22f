/** Decides what an agreement version must say before a plan can be made from it. */
import { z } from 'zod';
import { LANGUAGES, RECIPIENT_KINDS } from './catalogue.ts';
import { isZone } from './period.ts';

const day = z.iso.date();
const calledAs = (most: number) => z.string().min(1).max(most).nullish().catch(null);

export const AgreementVersion = z.object({
  agreementId: z.int(),
  versionId: z.int(),
  version: z.int().min(1),
  recipient: z.object({
    id: z.int(),
    kind: z.enum(RECIPIENT_KINDS),
    slug: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/i),
    name: z.string().min(1).max(300),
  }),
  /** Dataset → fields. Names that the catalogue does not know are refused by `planDisclosure`, not dropped. */
  datasets: z.record(z.string(), z.array(z.string())),
  cadence: z.enum(['monthly', 'quarterly']),
  zone: z.string().refine(isZone, 'not a time zone'),
  language: z.enum(LANGUAGES),
  reidentificationRule: z.enum(['report', 'hold', 'coarsen', 'withhold']),
  inForceFrom: day,
  endsOn: day.nullable(),
  /** Whom the recipient may ask about the file: a desk, not a participant. */
  contact: z.string().min(1).max(300),
  /** What the association is called, and the programme's word for a partner's number; without them, as the catalogue has it. */
  academy: calledAs(60),
  partnerIdName: calledAs(30),
});
type AgreementShape = z.infer<typeof AgreementVersion>;
/** One version of what was agreed with one recipient. Callers that know their fields may pass `Partial<Record<DatasetId, FieldId[]>>`. */
export type AgreementVersion = Omit<AgreementShape, 'datasets'> & {
  datasets: Readonly<Partial<Record<string, readonly string[]>>>;
};
