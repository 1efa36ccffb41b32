/** Most that a statement may put a loss at, in yuan: more is no minor accident. */
const mostYuan = 1_000_000

/** An amount typed in yuan as whole cents; undefined where nothing was typed, null where it is no amount. */
export function centsTyped(text: string): number | undefined | null {
  const typed = text.replaceAll(/[\s,，¥￥元]/g, '')
  if (typed === '') return undefined
  const [, yuan = '', cents = ''] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(typed) ?? []
  if (yuan === '' || Number(yuan) > mostYuan) return null
  return Number(yuan) * 100 + Number(cents.padEnd(2, '0'))
}
