// What a form of this page comes back with, and what the page knows of a country.
import type { DataDone, DataFault, DataField } from '#app/features/privacy/own-data.ts';

export type Posted = {
  readonly intent: string;
  readonly done?: DataDone;
  readonly faults?: Partial<Record<DataField, DataFault>>;
  readonly typed?: Partial<Record<DataField | 'kind', string>>;
};

export type Country = { readonly code: string; readonly name: string };
