import type { ReactNode } from 'react'

/** Paths on a 24 x 24 grid, stroked in the text colour. Shape carries the meaning, colour only repeats it. */
const paths = {
  info: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 11v5.5M12 7.5v.01" />
    </>
  ),
  ok: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="m8 12.5 2.8 2.8L16.2 9.5" />
    </>
  ),
  warn: <path d="M12 4 2.8 20h18.4L12 4Zm0 6v4.5m0 2.7v.01" />,
  bad: <path d="M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2L8.2 3Zm1 6.2 5.6 5.6m0-5.6-5.6 5.6" />,
  neutral: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M8 12h8" />
    </>
  ),
  close: <path d="M5 5l14 14M19 5 5 19" />,
  previous: <path d="m15 4-8 8 8 8" />,
  next: <path d="m9 4 8 8-8 8" />,
  plus: <path d="M12 5v14M5 12h14" />,
  minus: <path d="M5 12h14" />,
  fit: <path d="M4 9V4h5M20 9V4h-5M4 15v5h5m11-5v5h-5" />,
  undo: <path d="M8 5 4 9l4 4M4.5 9H14a5 5 0 0 1 0 10h-4" />,
  retry: <path d="M20 11a8 8 0 1 0-2.3 6.2M20 5v6h-6" />,
  offline: (
    <path d="M3 4l18 16M8.5 14.5a5.5 5.5 0 0 1 7 0M5 11a10 10 0 0 1 4-2.3M19 11a10 10 0 0 0-6-2.7M12 18.5v.01" />
  ),
  officer: (
    <path d="M4 9c2.5-2.6 5-4 8-5 3 1 5.5 2.4 8 5l-2 3H6L4 9Zm3 3v1.5a5 5 0 0 0 10 0V12M5 21c.6-2.6 3-4 7-4s6.4 1.4 7 4" />
  ),
  empty: <path d="M4 13 6.5 5h11L20 13v6H4v-6Zm0 0h5a3 3 0 0 0 6 0h5" />,
  moon: <path d="M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5Z" />,
} as const satisfies Record<string, ReactNode>

export type IconName = keyof typeof paths

/** A small drawing beside a text that says the same; hidden from screen readers for that reason. */
export function Icon({ name, size = '1.25em' }: { name: IconName; size?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flex: 'none' }}
    >
      {paths[name]}
    </svg>
  )
}
