import { describe, expect, it } from 'vitest'
import { readQr } from './pdf-reading.ts'
import { qrModules } from './qr.ts'

describe('the QR code', () => {
  it('says the address it was made from', async () => {
    const address = 'https://kuaichu.example/check/K7QM-4F2X-9RDA?lang=zh-CN'
    const { size, isDark } = qrModules(address)
    const dark = Array.from({ length: size * size }, (_, i) => ({ column: i % size, row: Math.floor(i / size) }))
    expect(await readQr(dark.filter(({ column, row }) => isDark(column, row)))).toBe(address)
  })
})
