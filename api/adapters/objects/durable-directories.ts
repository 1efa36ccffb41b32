import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Syncs a directory: the names in it, not what they stand for. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Makes folders below `root` that outlive a power cut. All parents are synced, not only those made here: another process may
 * have made them an instant ago and not have come to its sync. What was synced once is remembered.
 */
export function durableDirectories(root: string): (directory: string) => Promise<void> {
  const durable = new Set<string>()

  return async function ensure(directory) {
    if (durable.has(directory)) return
    const firstMade = await mkdir(directory, { recursive: true })
    const top = dirname(firstMade !== undefined && root.startsWith(firstMade) ? firstMade : root)
    for (let parent = directory; parent !== top;) {
      parent = dirname(parent)
      await syncDirectory(parent)
    }
    durable.add(directory)
  }
}
