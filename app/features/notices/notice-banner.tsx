import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';

type News = {
  readonly appliesFrom: Date | null;
  readonly title: string;
  readonly meaning: string;
  readonly read: string;
};

/** On a learner's pages, for as long as they have not answered and it does not apply to them yet. */
export function NoticeBanner({ news }: { news: News | null }) {
  if (news === null || news.appliesFrom === null) return null;
  return (
    <Notice tone="info" title={news.title} className="mb-4">
      <p>{news.meaning}</p>
      <p className="mt-2">
        <ButtonLink to="/me/notice" size="small">
          {news.read}
        </ButtonLink>
      </p>
    </Notice>
  );
}
