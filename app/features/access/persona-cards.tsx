import { Icon } from '#app/ui/icon.tsx';

export type PersonaChoice = {
  readonly id: string;
  readonly title: string;
  readonly does: string;
  readonly name: string;
  readonly of: string;
};

/** The demonstration's made-up people, each a button that signs in as them. Stands inside a form. */
export function PersonaCards({ choices }: { choices: readonly PersonaChoice[] }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {choices.map((choice) => (
        <li key={choice.id} className="grid">
          <button
            type="submit"
            name="persona"
            value={choice.id}
            className="group grid content-start gap-1 rounded-md border border-line bg-surface p-4 text-left shadow-card transition-colors hover:border-accent"
          >
            <span className="flex items-center justify-between gap-2 text-sm font-medium text-accent">
              {choice.title}
              <Icon name="arrow-right" className="transition-transform group-hover:translate-x-0.5" />
            </span>
            <span className="text-lg font-semibold">{choice.name}</span>
            <span className="text-sm text-ink-soft">{choice.of}</span>
            <span className="mt-1">{choice.does}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
