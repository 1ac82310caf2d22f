// What everybody may know of the agreements: which fields each kind of recipient can be given at present, and by which ways; no employer by name.
import type { Channel } from '#app/features/agreements/channel-names.ts';
import type { Given } from '#app/features/privacy/record-of-processing.server.ts';
import {
  DATASET_IDS,
  DATASETS,
  RECIPIENT_KINDS,
  type DatasetId,
  type FieldId,
  type RecipientKind,
} from '#reports/catalogue.ts';

export type GivenByKind = {
  readonly kind: RecipientKind;
  readonly dataset: DatasetId;
  readonly fields: readonly FieldId[];
  readonly channels: readonly Channel[];
};

/** One line for each kind and dataset: all that any of them can be given. */
export const givenByKind = (given: readonly Given[]): GivenByKind[] =>
  RECIPIENT_KINDS.flatMap((kind) => {
    const own = given.filter((one) => one.kind === kind);
    return DATASET_IDS.flatMap((dataset) => {
      const holding = own.filter(({ datasets }) => datasets.some((one) => one.dataset === dataset));
      if (holding.length === 0) return [];
      const fields = new Set(
        holding.flatMap(({ datasets }) =>
          datasets.filter((one) => one.dataset === dataset).flatMap((one) => one.fields),
        ),
      );
      return {
        kind,
        dataset,
        fields: DATASETS[dataset].fields.filter((field) => fields.has(field)),
        channels: [...new Set(holding.flatMap(({ channels }) => channels))],
      };
    });
  });
