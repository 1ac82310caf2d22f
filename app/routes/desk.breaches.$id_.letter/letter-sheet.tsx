import type { Letter } from '#app/features/privacy/breach-letters.server.ts';

/** A letter as it is printed. */
export function LetterSheet({ letter, language, drill }: { letter: Letter; language: string; drill: string | null }) {
  return (
    <article
      lang={language}
      className="grid max-w-[70ch] gap-4 rounded-md border border-line bg-surface px-6 py-6 shadow-card print:border-0 print:p-0 print:shadow-none"
    >
      {drill === null ? null : (
        <p className="border-2 border-info px-3 py-1 text-center text-lg font-bold text-info">{drill}</p>
      )}
      <h2 className="text-xl font-semibold">{letter.subject}</h2>
      {letter.parts.map(({ heading, paragraphs, list }, index) =>
        paragraphs.length === 0 && list.length === 0 ? null : (
          <section key={index} className="grid gap-1.5">
            {heading === null ? null : <h3 className="font-semibold">{heading}</h3>}
            {paragraphs.map((text) => (
              <p key={text} className="whitespace-pre-line">
                {text}
              </p>
            ))}
            {list.length === 0 ? null : (
              <ul className="grid list-disc gap-1 pl-5">
                {list.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
          </section>
        ),
      )}
    </article>
  );
}
