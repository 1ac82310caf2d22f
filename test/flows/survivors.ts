// Mutants that nothing notices, each with the reason why it stands.
export const SURVIVORS: Readonly<Record<string, string>> = {};
