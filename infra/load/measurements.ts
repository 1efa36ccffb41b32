/** One sample of a page of measurements in Prometheus' text format. */
export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** What `/metrics` says; comments are left out. Values of labels are plain words with us: nothing is escaped in them. */
export function parseMeasurements(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const found = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line)
    if (!found) return []
    const [, name = '', labels = '', value] = found
    const pairs = [...labels.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, key = '', text = '']) => [key, text])
    return [{ name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) }]
  })
}

/** The samples of this name, added up by what `keyOf` says of their labels. */
export function sumBy(
  samples: readonly Sample[],
  name: string,
  keyOf: (labels: Sample['labels']) => string,
): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const sample of samples) {
    if (sample.name !== name) continue
    const key = keyOf(sample.labels)
    sums[key] = (sums[key] ?? 0) + sample.value
  }
  return sums
}
