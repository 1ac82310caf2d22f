import { useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';

type News = {
  readonly publishedOn: Date;
  readonly widens: boolean;
  readonly appliesFrom: Date | null;
};

/** What a newer notice means for whoever reads this, in two sentences. */
export function NoticeMeaning({ publishedOn, widens, appliesFrom }: News) {
  const { news } = useMessages().notice;
  const { formatDay } = useFormats();
  const means = appliesFrom === null ? news.stays : widens ? news.wider(formatDay(appliesFrom)) : news.notWider;
  return (
    <p>
      {news.from(formatDay(publishedOn))} {means}
    </p>
  );
}

/** On a learner's pages, for as long as they have not answered and it does not apply to them yet. */
export function NoticeBanner({ news }: { news: News | null }) {
  const words = useMessages().notice.news;
  if (news === null || news.appliesFrom === null) return null;
  return (
    <Notice tone="info" title={words.title} className="mb-4">
      <NoticeMeaning {...news} />
      <p className="mt-2">
        <ButtonLink to="/me/notice" size="small">
          {words.read}
        </ButtonLink>
      </p>
    </Notice>
  );
}
