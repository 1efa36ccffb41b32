/** Numbers and ids: what differs between two lines that say the same of two cases. */
const particulars = /[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g

/** Lines that say the same but for numbers and ids as one, with how often; the most frequent first. */
export function grouped(lines: readonly string[]): string[] {
  const kinds = new Map<string, { readonly first: string; count: number }>()
  for (const line of lines) {
    const kind = line.replace(particulars, '#')
    const known = kinds.get(kind)
    if (known) known.count++
    else kinds.set(kind, { first: line, count: 1 })
  }
  return [...kinds.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ first, count }) => (count === 1 ? first : `${count} times: ${first}`))
}
