import { parseArgs } from 'node:util'
import { addFieldKey, rewrapFieldKeys } from './adapters/field-keys/key-acts.ts'
import { indexUnder } from './adapters/field-keys/cipher.ts'
import { newMasterKey } from './adapters/field-keys/master-keys.ts'
import { readConfig } from './config.ts'
import { createPlatform, type Platform } from './context.ts'
import { sealPlainParties } from './modules/accidents/service.ts'
import { renewPhoneIndexes, sealPlainAccounts } from './modules/identity/service.ts'

const usage = `usage: npm run -s field-keys -- <command>

  make        prints a new master key for the front of FIELD_KEYS; touches nothing
  status      the field keys, and which master key each is wrapped with
  rewrap      wraps every field key with the first master key; afterwards the others can be taken out of FIELD_KEYS
  new-key     values written from now on (other processes: within a minute) are sealed with a new field key
  new-index   a new key for look-ups, and every phone's index anew. Stop the http processes first
  seal        seals what an earlier release wrote in plain

All but make read the environment as the server does. infra/decisions/0006-fields-encrypted.md says when to use which.
Exit status: 0 done, 1 failed, 2 wrong usage.`

/** A table of a million drivers is written in minutes. */
const unhurried = { timeout: 6 * 3_600_000, maxWait: 10_000 }

const commands: Readonly<Record<string, (platform: Platform) => Promise<string>>> = {
  status: async ({ db }) => {
    const keys = await db.fieldKey.findMany({ orderBy: { id: 'asc' } })
    return keys
      .map(
        ({ id, purpose, wrappedBy, createdAt }) =>
          `${id} ${purpose} ${createdAt.toISOString()} wrapped by ${wrappedBy}`,
      )
      .join('\n')
  },
  rewrap: async ({ db, clock, masterKeys }) => {
    const count = await db.$transaction((tx) => rewrapFieldKeys(tx, clock.now(), masterKeys))
    return `${count} field keys wrapped with ${masterKeys[0]?.id ?? ''}`
  },
  'new-key': async ({ db, clock, masterKeys }) => {
    const key = await db.$transaction((tx) => addFieldKey(tx, clock.now(), { purpose: 'seal', masterKeys }))
    return `field key ${key.id} seals from now on`
  },
  'new-index': (platform) =>
    platform.db.$transaction(async (tx) => {
      const { clock, masterKeys } = platform
      const key = await addFieldKey(tx, clock.now(), { purpose: 'index', masterKeys })
      const count = await renewPhoneIndexes(platform, tx, (field, value) => indexUnder(key, field, value))
      return `field key ${key.id} indexes from now on: ${count} phones`
    }, unhurried),
  seal: async (platform) => {
    const [accounts, parties] = [await sealPlainAccounts(platform), await sealPlainParties(platform)]
    return `sealed ${accounts} rows of accounts and ${parties} of parties`
  },
}

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [name = '', ...rest] = positionals
  const command = commands[name]
  if (rest.length > 0 || (name !== 'make' && !command)) {
    console.error(usage)
    return 2
  }
  if (!command) {
    console.log(newMasterKey(new Date()))
    return 0
  }
  const platform = await createPlatform(readConfig(process.env))
  try {
    console.log(await command(platform))
    return 0
  } finally {
    await platform.close()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  // A platform that did not come up leaves connections, which would keep us here.
  process.exit(1)
}
