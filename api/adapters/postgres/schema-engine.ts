import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { Pool } from 'pg'
import { openPool } from './pool.ts'

export type SchemaEngine = bindings.SchemaEngine

/** We keep nothing outside Prisma's schema, so nothing is to be left out. */
export const noFilters: bindings.SchemaFilter = { externalTables: [], externalEnums: [] }

/**
 * Lends out Prisma's schema engine, compiled to wasm (no binary to download), connected to a database. Never let it use a shadow
 * database: through this adapter that could be the main one.
 * @throws PostgreSQL's own error where a script fails; the engine would report only that something did.
 */
export async function withSchemaEngine<T>(url: string, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  load()
  const pool = openPool({ connectionString: url, max: 2 })
  const adapter = new ScriptAtOnce(pool)
  const datamodels: [string, string][] = [['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}']]
  try {
    const engine = await bindings.SchemaEngine.new(
      { datamodels },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(adapter),
    )
    try {
      return await use(engine)
    } finally {
      engine.free()
    }
  } catch (error) {
    throw adapter.scriptError ?? error
  } finally {
    await pool.end()
  }
}

/**
 * Prisma's adapter cuts a script at every semicolon, which breaks function bodies and leaves half of a failed migration behind.
 * PostgreSQL takes a script whole, as one transaction.
 */
class ScriptAtOnce extends PrismaPg {
  scriptError: unknown
  readonly #pool: Pool

  constructor(pool: Pool) {
    super(pool)
    this.#pool = pool
  }

  override async connect() {
    const adapter = await super.connect()
    adapter.executeScript = async (script) => {
      try {
        await this.#pool.query(script)
      } catch (error) {
        this.scriptError = error
        throw error
      }
    }
    return adapter
  }
}

/** Node has it; TypeScript knows it only from the browser's types. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => { exports: Readonly<Record<string, unknown>> }
}

let loaded = false

/** The package's own entry imports a .wasm file, which Node does not do unasked. */
function load(): void {
  if (loaded) return
  const code = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const module = new WebAssembly.Module(readFileSync(code.replace(/\.js$/, '.wasm')))
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': withoutHeldTimers(bindings) })
  bindings.__wbg_set_wasm(exports)
  const { __wbindgen_start: start } = exports
  if (typeof start === 'function') start()
  loaded = true
}

/** The engine never clears the time-out of its lock; held on to, it would keep a finished program alive for ten seconds. */
function withoutHeldTimers(imports: object): object {
  const unheld = (run: () => void, ms: number) => setTimeout(run, ms).unref()
  return Object.fromEntries(
    Object.entries(imports).map(([name, value]) => [name, name.startsWith('__wbg_setTimeout') ? unheld : value]),
  )
}
