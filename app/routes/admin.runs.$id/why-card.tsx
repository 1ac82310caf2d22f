import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';

/** Leads to the answer about one person. */
export function WhyCard({ runId }: { runId: number }) {
  return (
    <Card title="Why is somebody (not) in it?">
      <p className="text-sm text-ink-soft">Asked about one person, the gate answers that decides about every row.</p>
      <ButtonLink to={`/admin/runs/${runId}/why`} className="mt-3 w-full">
        Ask about a person
      </ButtonLink>
    </Card>
  );
}
