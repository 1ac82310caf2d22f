import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled(({ register }) => register.sent.title);

/** The same for every address, known or not. */
export default function Sent() {
  const { sent: words } = useMessages().register;
  return (
    <div className="mx-auto max-w-[560px]">
      <PageHeading title={words.title} />
      <div className="grid gap-4">
        <p className="text-lg">{words.text}</p>
        <p className="text-ink-soft">{words.none}</p>
        <div>
          <ButtonLink to="/register">{words.back}</ButtonLink>
        </div>
      </div>
    </div>
  );
}
