const usuallyEveryMs = 100

/** A small or busy machine may take a minute for thirteen photos; what takes longer than this hangs. */
const patienceMs = 120_000

/** Asks until it holds; fails with what was waited for when it does not in time. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  { everyMs = usuallyEveryMs } = {},
): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${patienceMs / 1000} s in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
