import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { LiveChannel, LiveMessage } from '../../../api/kernel/ports.ts'

interface LiveHarness {
  /** A further process's end of the same channel. */
  open(): Promise<LiveChannel>
  /** Publishes from a process of its own and resolves when that has ended. */
  publishElsewhere(message: LiveMessage): Promise<void>
  /** Breaks the connections of every open channel; they are to come back by themselves. */
  interrupt(): Promise<void>
  stop(): Promise<void>
}

const moved: LiveMessage = { room: 'accident:1', type: 'accident.moved', id: '1', version: 2 }

/** What every live channel must do. */
export function liveContract(name: string, start: () => Promise<LiveHarness>): void {
  describe(`live channel: ${name}`, () => {
    let harness: LiveHarness
    beforeAll(async () => {
      harness = await start()
    })
    afterAll(() => harness.stop())

    const openTwo = async () => {
      const [one, other] = await Promise.all([harness.open(), harness.open()])
      return { one, other, close: () => Promise.all([one.close(), other.close()]) }
    }
    const heardBy = (channel: LiveChannel) => {
      const heard: LiveMessage[] = []
      channel.subscribe((message) => void heard.push(message))
      return heard
    }

    it('takes a message to every process, the one that published included', async () => {
      const { one, other, close } = await openTwo()
      const heard = [heardBy(one), heardBy(other)]
      await one.publish(moved)
      await vi.waitFor(() => expect(heard).toEqual([[moved], [moved]]))
      await close()
    })

    it('hears what a real other process publishes', async () => {
      const channel = await harness.open()
      const heard = heardBy(channel)
      await harness.publishElsewhere(moved)
      await vi.waitFor(() => expect(heard).toEqual([moved]))
      await channel.close()
    })

    it('keeps the order of what one process publishes', async () => {
      const { one, other, close } = await openTwo()
      const heard = heardBy(other)
      const messages = Array.from({ length: 50 }, (_, version) => ({ ...moved, version }))
      for (const message of messages) await one.publish(message)
      await vi.waitFor(() => expect(heard).toEqual(messages))
      await close()
    })

    it('tells nothing to a listener that has left', async () => {
      const channel = await harness.open()
      const left: LiveMessage[] = []
      channel.subscribe((message) => void left.push(message))()
      const heard = heardBy(channel)
      await channel.publish(moved)
      await vi.waitFor(() => expect(heard).toEqual([moved]))
      expect(left).toEqual([])
      await channel.close()
    })

    it('goes on telling the others when one listener fails', async () => {
      const channel = await harness.open()
      channel.subscribe(() => {
        throw new Error('broken listener')
      })
      const heard = heardBy(channel)
      await channel.publish(moved)
      await vi.waitFor(() => expect(heard).toEqual([moved]))
      await channel.close()
    })

    it('comes back after a break and says that something may have been missed', async () => {
      const channel = await harness.open()
      const heard = heardBy(channel)
      await harness.interrupt()
      await vi.waitFor(() => expect(heard.map((message) => message.type)).toContain('live.gap'), { timeout: 10_000 })
      await vi.waitFor(() => channel.publish(moved))
      await vi.waitFor(() => expect(heard).toContainEqual(moved))
      await channel.close()
    })
  })
}
