/** What the platform notes for itself after an act that is in the timeline anyway. */
const bookkeeping: readonly string[] = [
  'accident.photos-noted',
  'evidence.derived',
  'evidence.preview-erased',
  'evidence.erased',
  'determination.erased',
  'settlement.erased',
  'review.erased',
  'hold.erased',
]

/** Newest first: who looks wants to know what was last. Without `all`, only what people and other systems did. */
export function timelineShown<Item extends { readonly action: string }>(items: readonly Item[], all: boolean): Item[] {
  return items.filter(({ action }) => all || !bookkeeping.includes(action)).reverse()
}
