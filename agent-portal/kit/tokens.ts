/** The custom properties of tokens.css that code reads, without their leading dashes. */
const tokenNames = [
  'font',
  'navy',
  'on-navy',
  'on-navy-quiet',
  'ground',
  'surface',
  'sunken',
  'line',
  'line-strong',
  'ink',
  'ink-quiet',
  'action',
  'on-action',
  'action-ink',
  'action-tint',
  'ok',
  'warn',
  'bad',
] as const

export type TokenName = (typeof tokenNames)[number]
export type Tokens = Readonly<Record<TokenName, string>>

/**
 * The tokens as the page has them now, theme included: for code that must compute with a colour (Ant Design derives shades, charts draw on
 * canvas) and cannot say `var(--ink)`. Read again when the theme changes. Style sheets need none of this.
 */
export function readTokens(root: HTMLElement = document.documentElement): Tokens {
  const style = getComputedStyle(root)
  const values = tokenNames.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])
  return Object.fromEntries(values) as Tokens
}
