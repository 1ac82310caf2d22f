import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';

import { isSecure } from '#app/features/access/actors.server.ts';
import { listCookies } from '#app/features/access/cookies.ts';
import { pageLanguage } from '#app/features/access/page-language.server.ts';
import { listAgreedFields } from '#app/features/agreements/agreed-fields.server.ts';
import { titled, useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { privacyContacts } from '#app/features/settings/brand.server.ts';
import { changesBetween } from '#app/features/people/notice-changes.ts';
import { listNotices, listScopes } from '#app/features/people/notices.server.ts';
import { listSeen } from '#app/features/people/notice.ts';
import { noonOf } from '#app/platform/noon.ts';
import { PageHeading } from '#app/ui/page.tsx';
import { AgreedTable, CookieTable, FieldTable, KeptTable } from './field-table.tsx';
import { NoticeText, NoticeVersions } from './notice-versions.tsx';
import { agreedRows, EXAMS, fieldRows, KEPT, LIST } from './notice-rows.ts';

export const meta = titled(({ notice }) => notice.title);

export async function loader({ request }: LoaderFunctionArgs) {
  const language = await pageLanguage(request);
  const [notices, agreed] = await Promise.all([listNotices(language), listAgreedFields()]);
  const [current] = notices;
  const seen = current === undefined ? [] : listSeen(await listScopes(current.version), language);
  return {
    ...privacyContacts(),
    list: { rows: fieldRows(seen, 'list', agreed), of: LIST },
    exams: { rows: fieldRows(seen, 'exams', agreed), of: EXAMS },
    agreedTo: agreedRows(language),
    kept: KEPT,
    cookies: listCookies(isSecure()),
    versions: notices.map((notice, index) => {
      const before = notices[index + 1];
      return {
        ...notice,
        changes:
          before === undefined
            ? null
            : { since: before.version, list: changesBetween(before.body, notice.body, notice.language) },
      };
    }),
  };
}

function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <div>
        <h2 className="text-xl font-semibold">{title}</h2>
        {text === undefined ? null : <p className="mt-1 max-w-prose text-ink-soft">{text}</p>}
      </div>
      {children}
    </section>
  );
}

export default function PrivacyNotice() {
  const { list, exams, agreedTo, kept, cookies, versions, officer, authority, authorities } =
    useLoaderData<typeof loader>();
  const { notice: words, privacy } = useMessages();
  const { formatDay } = useFormats();
  const [current] = versions;
  const link = 'text-accent underline underline-offset-2';
  return (
    <div>
      <PageHeading title={words.title} lead={words.lead} />
      <div className="grid gap-10">
        <Part title={words.text}>
          {current === undefined ? (
            <p>{words.none}</p>
          ) : (
            <>
              <p className="text-ink-soft">
                {words.version(current.version)}, {words.since(formatDay(noonOf(current.publishedOn)))}
              </p>
              <NoticeText body={current.body} language={current.language} />
            </>
          )}
        </Part>
        <Part title={words.who.title} text={`${words.who.text} ${words.who.employerNote}`}>
          <FieldTable caption={words.who.list} {...list} />
          <FieldTable caption={words.who.exams} {...exams} />
          <p className="max-w-prose text-ink-soft">{words.who.beside}</p>
        </Part>
        <Part title={words.agreed} text={privacy.consents.lead}>
          <AgreedTable rows={agreedTo} />
        </Part>
        <Part title={words.kept.title} text={words.kept.text}>
          <KeptTable classes={kept} />
          <p>
            <Link to="/transparency" className={link}>
              {words.onOnePage}
            </Link>
          </p>
        </Part>
        <Part title={words.rights.title} text={words.rights.text}>
          <p className="max-w-prose text-ink-soft">{words.rights.noDecisions}</p>
          <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
            <dt className="text-ink-soft">{words.rights.officer}</dt>
            <dd>
              {officer.name},{' '}
              <a href={`mailto:${officer.email}`} className={link}>
                {officer.email}
              </a>
            </dd>
            <dt className="text-ink-soft">{words.rights.authority}</dt>
            <dd>
              <a href={authority.address} rel="noreferrer" className={link}>
                {authority.name}
              </a>
            </dd>
            <dt className="text-ink-soft">{words.rights.others}</dt>
            <dd>
              <a href={authorities} rel="noreferrer" className={link}>
                European Data Protection Board
              </a>
            </dd>
          </dl>
        </Part>
        <Part title={words.cookies.title} text={words.cookies.text}>
          <CookieTable cookies={cookies} />
        </Part>
        <Part title={words.versions.title} text={words.versions.text}>
          <NoticeVersions versions={versions} />
        </Part>
      </div>
    </div>
  );
}
