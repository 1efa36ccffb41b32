import type { Redis } from 'ioredis'

/**
 * Which job does the work of a key: the one that waits, with the payload it was last given; once that runs, whichever is added next.
 * Bull by itself lets a key pass only once and keeps the first payload.
 *
 * Each key is a field of one hash per lane: the job's id, whether it runs, its payload. Adding writes here first and then hands Bull the
 * id it was told; a process that dies in between leaves a key whose next addition hands over the same id once more. A job that finds
 * another id here has been overtaken: that one does its work.
 */
export interface Latest {
  /** Notes the payload; answers the id of the job that will be given it: `id`, or that of a job that waits already. */
  put(field: string, id: string, payload: string): Promise<string>
  /** The payload for this job, which runs from now on; null when it was overtaken. */
  take(field: string, id: string): Promise<string | null>
  /** The job waits again, for its next attempt; false when it was overtaken meanwhile. */
  release(field: string, id: string): Promise<boolean>
  /** The job is over, in whatever way. False when it was overtaken. */
  finish(field: string, id: string): Promise<boolean>
  /** Hands the key on to another job, which waits. False when it was overtaken. */
  pass(field: string, id: string, to: string): Promise<boolean>
}

type Command = (key: string, field: string, ...values: string[]) => Promise<string | number | null>

/** `cjson` turns no empty list into an empty object here: payloads stay text. */
const scripts = {
  latestPut: `
    local known = redis.call('HGET', KEYS[1], ARGV[1])
    if known then
      local entry = cjson.decode(known)
      if not entry.running then
        entry.payload = ARGV[3]
        redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(entry))
        return entry.id
      end
    end
    redis.call('HSET', KEYS[1], ARGV[1], cjson.encode({ id = ARGV[2], running = false, payload = ARGV[3] }))
    return ARGV[2]`,
  latestTake: own(`
    entry.running = true
    redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(entry))
    return entry.payload`),
  latestRelease: own(`
    entry.running = false
    redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(entry))
    return 1`),
  latestFinish: own(`return redis.call('HDEL', KEYS[1], ARGV[1])`),
  latestPass: own(`
    entry.running = false
    entry.id = ARGV[3]
    redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(entry))
    return 1`),
}

/** Does this to the entry of the key if it is that of the job asking. */
function own(act: string): string {
  return `
    local known = redis.call('HGET', KEYS[1], ARGV[1])
    if not known then return false end
    local entry = cjson.decode(known)
    if entry.id ~= ARGV[2] then return false end
    ${act}`
}

export function latestOn(redis: Redis, hash: string): Latest {
  for (const [name, lua] of Object.entries(scripts)) {
    if (!(name in redis)) redis.defineCommand(name, { numberOfKeys: 1, lua })
  }
  const command = redis as unknown as Record<keyof typeof scripts, Command>
  return {
    put: async (field, id, payload) => String(await command.latestPut(hash, field, id, payload)),
    take: async (field, id) => {
      const payload = await command.latestTake(hash, field, id)
      return payload === null ? null : String(payload)
    },
    release: async (field, id) => (await command.latestRelease(hash, field, id)) !== null,
    finish: async (field, id) => (await command.latestFinish(hash, field, id)) !== null,
    pass: async (field, id, to) => (await command.latestPass(hash, field, id, to)) !== null,
  }
}
