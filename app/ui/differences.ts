// Decides what somebody is shown who sends a form that somebody else has changed meanwhile: each field that differs, there and in the form.

export type Difference = { readonly label: string; readonly theirs: string; readonly mine: string };

/** The fields by their labels, in order. `say` puts a value into words. */
export function differencesOf<Name extends string>(
  labels: Readonly<Record<Name, string>>,
  theirs: Readonly<Record<NoInfer<Name>, string>>,
  mine: Readonly<Record<NoInfer<Name>, string>>,
  say: (name: Name, value: string) => string = (_, value) => value,
): Difference[] {
  const isName = (name: string): name is Name => Object.hasOwn(labels, name);
  return Object.keys(labels)
    .filter(isName)
    .filter((name) => theirs[name].trim() !== mine[name].trim())
    .map((name) => ({ label: labels[name], theirs: say(name, theirs[name]), mine: say(name, mine[name]) }));
}
