// Decides why a progress can go down: the person says which of these it was, and the database refuses to go without.

export const LOWERING_REASONS = ['mistake', 'started-over', 'content-changed'] as const;
export type LoweringReason = (typeof LOWERING_REASONS)[number];
