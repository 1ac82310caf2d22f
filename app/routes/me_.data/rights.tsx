import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';

import { useFormats, useMessages } from '#app/features/language/use-language.tsx';
import type { OwnData } from '#app/features/privacy/own-data.ts';
import { OwnKeeps, type Officer } from '#app/features/privacy/own-keeps.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { AskInWords } from './ask-in-words.tsx';
import type { Posted } from './posted.ts';

/** Files with what is kept, made as they are asked for. */
export function Downloads() {
  const words = useMessages().privacy.downloads;
  const link = (file: string, label: string): ReactNode => (
    <ButtonLink to={`/me/data/download/${file}`} reloadDocument>
      {label}
    </ButtonLink>
  );
  return (
    <Card title={words.title}>
      <p>{words.everything}</p>
      <p className="mt-2 flex flex-wrap gap-2">
        {link('everything.xlsx', words.xlsx)}
        {link('everything.json', words.json)}
      </p>
      <p className="mt-4">{words.given}</p>
      <p className="mt-2">{link('given.json', words.portability)}</p>
      <p className="mt-3 text-sm text-ink-soft">{words.now}</p>
    </Card>
  );
}

function Right({ title, text, children }: { title: string; text: ReactNode; children?: ReactNode }) {
  return (
    <li className="grid gap-3 px-4 py-4 sm:grid-cols-[minmax(0,1fr)_280px] sm:items-center sm:gap-x-6">
      <div>
        <h3 className="font-medium">{title}</h3>
        <div className="text-ink-soft">{text}</div>
      </div>
      <div className="grid justify-items-start gap-2 sm:justify-items-end sm:text-right">{children}</div>
    </li>
  );
}

function Ask({ intent, children }: { intent: string; children: string }) {
  const busy = useNavigation().state !== 'idle';
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <Button disabled={busy}>{children}</Button>
    </Form>
  );
}

type Props = { own: OwnData; officer: Officer; posted: Posted | undefined };

/** Every right as a plain button, with what will happen and by when. */
export function Rights({ own, officer, posted }: Props) {
  const words = useMessages().privacy.rights;
  const { formatDay } = useFormats();
  const { restrictedAt, objectedAt } = own.person;
  const isKept = own.kept.length > 0;
  const { restrict, object, withdraw, erase, automated, complain } = words;
  return (
    <Card title={words.title} flush>
      <p className="px-4 pb-3 text-ink-soft">{words.lead}</p>
      <ul className="divide-y divide-line border-t border-line">
        {restrictedAt === null ? (
          <Right title={restrict.title} text={restrict.text}>
            <Ask intent="restrict">{restrict.button}</Ask>
          </Right>
        ) : isKept ? (
          <Right title={restrict.title} text={restrict.since(formatDay(restrictedAt))} />
        ) : (
          <Right title={restrict.title} text={`${restrict.since(formatDay(restrictedAt))} ${restrict.liftText}`}>
            <Ask intent="lift">{restrict.lift}</Ask>
          </Right>
        )}
        <Right title={object.title} text={objectedAt === null ? object.text : object.since(formatDay(objectedAt))}>
          {objectedAt === null ? <AskInWords posted={posted} intent="object" button={object.button} atEnd /> : null}
        </Right>
        <Right title={withdraw.title} text={withdraw.text}>
          <ButtonLink to="#consents">{withdraw.link}</ButtonLink>
        </Right>
        <Right title={automated.title} text={automated.text} />
        <Right title={complain.title} text={complain.text}>
          <AskInWords posted={posted} intent="ask" kind="complaint" button={complain.button} atEnd />
          <a className="text-accent underline" href="https://autoriteitpersoonsgegevens.nl/">
            {complain.authority}
          </a>
          <a className="text-accent underline" href="https://www.edpb.europa.eu/about-edpb/about-edpb/members_en">
            {complain.others}
          </a>
        </Right>
        {isKept ? (
          <Right title={erase.title} text={<OwnKeeps kept={own.kept} officer={officer} />} />
        ) : (
          <Right title={erase.title} text={erase.text}>
            <ButtonLink to="/me/data/erase" className="!border-danger-line !text-danger">
              {erase.link}
            </ButtonLink>
          </Right>
        )}
      </ul>
    </Card>
  );
}
