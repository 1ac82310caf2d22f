import { Link } from '@remix-run/react';

import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled((words) => words.privacy.erased.title);

export default function Erased() {
  const words = useMessages().privacy.erased;
  return (
    <div className="max-w-[720px]">
      <PageHeading title={words.title} />
      <Card>
        <p>{words.text}</p>
        <p className="mt-3 text-ink-soft">{words.again}</p>
        <p className="mt-4">
          <Link to="/" className="text-accent underline">
            {words.home}
          </Link>
        </p>
      </Card>
    </div>
  );
}
