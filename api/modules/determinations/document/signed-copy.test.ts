import { describe, expect, it } from 'vitest'
import { printedPages, printedQr } from './pdf-reading.ts'
import { signatureSheet } from './sample-views.ts'
import { renderSignatureSheet } from './signed-copy.ts'

const qrUrl = 'https://kuaichu.example/check/K7QM-4F2X-9RDA'

describe('the signature sheet', () => {
  it('binds who signed and when to the hash of the sealed document', async () => {
    const { pdf } = await renderSignatureSheet(signatureSheet, { qrUrl })
    const printed = printedPages(pdf).flat().join('')
    for (const words of [signatureSheet.documentSha256, '张**', '2026年03月09日 09时58分02秒', '一次性验证码已核验']) {
      expect(printed).toContain(words)
    }
    expect(await printedQr(pdf)).toBe(qrUrl)
  })

  it('notes a refusal with its reason', async () => {
    const { pdf } = await renderSignatureSheet(signatureSheet, { qrUrl })
    const printed = printedPages(pdf).flat()
    expect(printed).toContain('拒绝签名')
    expect(printed.join('')).toContain('对碰撞部位的记载有异议')
  })

  it('has the same bytes whenever it is made from the same input, and others when a stroke differs', async () => {
    const first = await renderSignatureSheet(signatureSheet, { qrUrl })
    const again = await renderSignatureSheet(signatureSheet, { qrUrl })
    const [signed, ...others] = signatureSheet.entries
    if (signed?.kind !== 'signed') throw new Error('the first entry is a signature')
    const entries = [{ ...signed, strokes: signed.strokes.slice(1) }, ...others]
    const changed = await renderSignatureSheet({ ...signatureSheet, entries }, { qrUrl })

    expect(again.sha256).toBe(first.sha256)
    expect(changed.sha256).not.toBe(first.sha256)
  })

  it('takes ten parties', async () => {
    const [signed] = signatureSheet.entries
    if (!signed) throw new Error('there is an entry')
    const entries = Array.from({ length: 10 }, () => signed)
    const { pdf, pages } = await renderSignatureSheet({ ...signatureSheet, entries }, { qrUrl })
    expect(pages).toBe(2)
    expect(
      printedPages(pdf)
        .flat()
        .join('')
        .match(/验证码已核验/g),
    ).toHaveLength(10)
  })
})
