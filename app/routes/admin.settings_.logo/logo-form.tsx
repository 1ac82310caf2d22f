import { Form, useNavigation } from '@remix-run/react';

import { LOGO_LIMITS, logoAddress, type LogoTheme } from '#app/features/settings/logo.ts';
import type { ShownLogo } from '#app/features/settings/logos.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { formatDay } from '#app/ui/format.ts';

const WORDS = {
  light: {
    title: 'Where it is light',
    about: 'The logo. Where it is dark it stands on a light plate, unless there is another picture for that.',
  },
  dark: {
    title: 'Where it is dark',
    about: 'Only if the logo has a version for dark grounds: it stands without a plate.',
  },
} as const;

const { mostBytes, mostWidth, mostHeight } = LOGO_LIMITS;

/** A picture as it stands, with who put it there; another file in its place; and none. */
export function LogoForm({ theme, logos, name }: { theme: LogoTheme; logos: readonly ShownLogo[]; name: string }) {
  const busy = useNavigation().state !== 'idle';
  const logo = logos.find((one) => one.theme === theme);
  const { title, about } = WORDS[theme];
  return (
    <Card title={title}>
      <p className="-mt-2 mb-3 text-ink-soft">{about}</p>
      {logo === undefined ? (
        <p className="mb-3">{theme === 'light' ? 'There is none: the name stands there.' : 'There is none.'}</p>
      ) : (
        <div className="mb-3 grid justify-items-start gap-2">
          <span data-theme={theme} className="block rounded-md border border-line bg-surface p-3">
            <img
              src={logoAddress(logo.sha256)}
              width={logo.width}
              height={logo.height}
              alt={`${name}, the picture as it is`}
              className="h-8 w-auto max-w-full object-contain object-left"
            />
          </span>
          <p className="text-sm text-ink-soft">
            {logo.width} × {logo.height} pixels, set on {formatDay(logo.changedAt)}
            {logo.changedBy === null ? '' : ` by ${logo.changedBy}`}.
          </p>
        </div>
      )}
      <Form method="post" encType="multipart/form-data" className="grid gap-3" key={logo?.sha256}>
        <input type="hidden" name="theme" value={theme} />
        <input type="hidden" name="seen" value={logo?.sha256 ?? ''} />
        <label className="grid gap-1">
          <span className="font-medium">{logo === undefined ? 'A PNG file' : 'Another PNG file'}</span>
          <span className="text-sm text-ink-soft">
            At most {mostBytes / 1_000} kB and {mostWidth} × {mostHeight} pixels. Only the picture is kept: what else
            the file says is left out.
          </span>
          <input
            type="file"
            name="file"
            accept=".png,image/png"
            className="control mt-1 h-auto w-full py-1.5 file:mr-4 file:rounded-md file:border file:border-solid file:border-line file:bg-surface file:px-3 file:py-1 file:font-medium file:text-ink"
          />
        </label>
        <div className="flex flex-wrap gap-2">
          <Button look="primary" name="intent" value="set" disabled={busy}>
            {logo === undefined ? 'Set it' : 'Put it in its place'}
          </Button>
          {logo === undefined ? null : (
            <Button look="danger" name="intent" value="remove" disabled={busy}>
              {theme === 'light' && logos.length > 1 ? 'Remove both' : 'Remove it'}
            </Button>
          )}
        </div>
      </Form>
    </Card>
  );
}
