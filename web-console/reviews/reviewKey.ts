/** Lists and single reviews are stored below this key. */
export const reviewKey = ['reviews'] as const
