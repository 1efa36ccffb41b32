import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { yuan } from '../../../kernel/money.ts'
import { printedPages, printedQr } from './pdf-reading.ts'
import { renderDocument } from './render.ts'
import { agreement, certificate, simpleProcedure } from './sample-views.ts'
import type { AgreementView, Side } from './view.ts'

const qrUrl = 'https://kuaichu.example/check/K7QM-4F2X-9RDA'
let photo: { caption: string; sha256: string; jpeg: Buffer }

beforeAll(async () => {
  const jpeg = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#4477aa' } })
    .jpeg()
    .toBuffer()
  photo = { caption: '现场全景（前方）', sha256: createHash('sha256').update(jpeg).digest('hex'), jpeg }
})

describe('every document', () => {
  it('has the same bytes whenever it is made from the same input', async () => {
    const [first, second] = [await renderDocument(agreement, inputs(2)), await renderDocument(agreement, inputs(2))]
    expect(second.pdf.equals(first.pdf)).toBe(true)
    expect(first.sha256).toBe(createHash('sha256').update(first.pdf).digest('hex'))
  })

  it('changes its hash with a single character', async () => {
    const first = await renderDocument(agreement, inputs(0))
    const second = await renderDocument({ ...agreement, weather: '阴' }, inputs(0))
    expect(second.sha256).not.toBe(first.sha256)
  })

  it('carries its number and the count of pages on every page, and its QR code says the check address', async () => {
    const { pdf, pages } = await renderDocument(agreement, inputs(3))
    const printed = printedPages(pdf)
    expect(printed).toHaveLength(pages)
    printed.forEach((lines, index) => {
      expect(lines).toContain(`编号：${agreement.number}`)
      expect(lines).toContain(`第 ${index + 1} 页\u3000共 ${pages} 页`)
    })
    expect(await printedQr(pdf)).toBe(qrUrl)
  })

  it('embeds the one font it uses and refers to nothing outside', async () => {
    const { pdf } = await renderDocument(agreement, inputs(0))
    const source = pdf.toString('latin1')
    expect(source.match(/\/FontFile2 /g)).toHaveLength(1)
    expect(source).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSansSC-Regular/)
    expect(source).not.toMatch(/Helvetica|\/URI|\/JavaScript/)
  })

  it('prints the rare characters of names, from a second font that only such a document embeds', async () => {
    const parties = agreement.parties.map((party) => ({ ...party, name: `王${rareInTheStandard}𠮷𪻐` }))
    const { pdf, missingCharacters } = await renderDocument({ ...agreement, parties }, inputs(0))
    expect(missingCharacters).toEqual([])
    expect(text(pdf)).toContain(`王${rareInTheStandard}𠮷𪻐`)
    const source = pdf.toString('latin1')
    expect(source.match(/\/FontFile2 /g)).toHaveLength(2)
    expect(source).toMatch(/\/BaseFont \/[A-Z]{6}\+KuaichuRareHan-Regular/)
  })

  it('names characters that no font of ours has instead of stopping', async () => {
    const parties = agreement.parties.map((party) => ({ ...party, name: '李𪜀娜𫞀' }))
    const { pdf, missingCharacters } = await renderDocument({ ...agreement, parties }, inputs(0))
    expect(missingCharacters).toEqual(['𪜀', '𫞀'])
    expect(text(pdf)).toContain('李□娜□')
    expect(text(pdf)).toContain('U+2A700、U+2B780')
  })
})

describe('the agreement', () => {
  it('prints every field of APR 21', async () => {
    const { pdf } = await renderDocument(agreement, inputs(0))
    const printed = text(pdf)
    const { place, weather, facts, parties, contacts } = agreement
    const expected = ['2026年03月09日08时51分', place, weather, facts, '甲方（张建国）：全部责任，赔偿比例100%']
    for (const { name, credential, contact, vehicle } of parties) {
      expected.push(name, credential.number, contact, vehicle?.kind ?? '', vehicle?.plate?.number ?? '')
      expected.push(vehicle?.insurer ?? '', vehicle?.insuranceCertificate ?? '')
    }
    for (const { form, sides } of contacts) expected.push(form, ...sides.map(({ part }) => part))
    for (const words of expected) expect(printed).toContain(words.replace(/\s/g, ''))
  })

  it('stands on one page in a usual case, with its signature boxes still empty', async () => {
    const { pdf } = await renderDocument(agreement, inputs(0))
    const [body = []] = printedPages(pdf)
    const boxes = body.slice(body.indexOf('甲方（签名）：'), body.indexOf('道路交通事故自行协商协议书', 1))
    expect(boxes).toEqual(['甲方（签名）：', '年　　月　　日', '乙方（签名）：', '年　　月　　日'])
  })

  it('bears no stamp, names nobody who determined it, and calls itself no determination', async () => {
    const { pdf } = await renderDocument(agreement, inputs(0))
    const [body = []] = printedPages(pdf)
    expect(body.join('')).not.toMatch(/认定|查勘|警|印章|作出/)
  })

  it('puts the surveyor’s determination into an annex that says what it is not, with the conflict of interest', async () => {
    const { pdf } = await renderDocument(agreement, inputs(0))
    const annex = printedPages(pdf)[1]?.join('') ?? ''
    for (const words of [
      '附件一',
      '李查勘',
      'DQ-CK-2026-0087',
      'issue',
      '2026.1',
      '受雇于甲方的保险公司',
      '它不是公安机关',
    ]) {
      expect(annex).toContain(words)
    }
  })

  it('says how the parties claim: the ordinary way, or each at his own insurer for the losses that they sign', async () => {
    const ordinary = await renderDocument(agreement, inputs(0))
    expect(text(ordinary.pdf)).toContain('一般方式')
    const losses = [
      { side: 'A' as const, lossCents: yuan(1_500) },
      { side: 'B' as const, lossCents: yuan(1_800) },
    ]
    const { pdf } = await renderDocument({ ...agreement, mutualClaim: { losses } }, inputs(0))
    const [body = []] = printedPages(pdf)
    expect(text(pdf)).toContain('互碰自赔：各方一致同意，车辆损失为甲方¥1,500.00，乙方¥1,800.00')
    expect(text(pdf)).toContain('各方签名，即同意上列损失金额和本理赔方式')
    expect(body.join('')).toContain('乙方（签名）：')
  })

  it('has no annex where the parties agreed by themselves', async () => {
    const { pdf, pages } = await renderDocument({ ...agreement, annex: null }, inputs(0))
    expect(pages).toBe(2)
    expect(text(pdf)).not.toContain('查勘员')
  })

  it('takes five parties of a chain, twelve photos and facts of many lines, and leaves nothing out', async () => {
    const chain = chainOfFive()
    const { pdf, pages } = await renderDocument(chain, inputs(12))
    expect(pages).toBeGreaterThanOrEqual(6)
    const printed = text(pdf)
    const pageTurn = new RegExp(`道路交通事故自行协商协议书编号：${agreement.number}第\\d页共\\d页事故事实`)
    expect(printed).toMatch(pageTurn)
    expect(printed.replace(pageTurn, '')).toContain(chain.facts)
    for (const side of ['甲', '乙', '丙', '丁', '戊']) expect(printed).toContain(`${side}方（签名）：`)
    expect(printed).toContain('第四次碰撞')
    expect(printed.match(/现场全景/g)).toHaveLength(12)
  })
})

describe('the simple-procedure determination', () => {
  it('names the officer, the origin and the review, on one page', async () => {
    const { pdf } = await renderDocument(simpleProcedure, inputs(0))
    const body = printedPages(pdf)[0]?.join('').replace(/\s/g, '') ?? ''
    for (const words of [
      '道路交通事故认定书（简易程序）',
      '王警官警号230600123',
      '查勘员李查勘',
      '三个工作日内',
      '乙方（签名、签收）：',
    ]) {
      expect(body).toContain(words)
    }
  })

  it('says which document it replaces', async () => {
    const { pdf } = await renderDocument({ ...simpleProcedure, supersedes: agreement.number }, inputs(0))
    expect(text(pdf)).toContain(`本文书替代${agreement.number}`)
  })
})

describe('the certificate', () => {
  it('prints what APR 67 asks for: time, place, parties, the facts found, what could not be told, the ways open', async () => {
    const { pdf } = await renderDocument(certificate, inputs(0))
    const body = printedPages(pdf)[0]?.join('').replace(/\s/g, '') ?? ''
    const { place, facts, unclear, parties, notices } = certificate
    const names = parties.flatMap(({ name, contact, vehicle }) => [name, contact, vehicle?.plate?.number ?? ''])
    for (const words of ['道路交通事故证明', '2026年03月09日08时51分', place, facts, unclear, ...names, ...notices]) {
      expect(body).toContain(words.replace(/\s/g, ''))
    }
    expect(body).toContain('王警官警号230600123')
  })

  it('names no responsibility and no share', async () => {
    const { pdf } = await renderDocument(certificate, inputs(0))
    const [body = []] = printedPages(pdf)
    expect(body.join('')).not.toMatch(/全部责任|主要责任|同等责任|次要责任|无责任|赔偿比例|%/)
  })
})

describe('photos in a document', () => {
  it('stand as they were given, with the hash of their original', async () => {
    const { pdf } = await renderDocument(agreement, inputs(1))
    expect(text(pdf)).toContain(photo.sha256)
    expect(pdf.includes(photo.jpeg)).toBe(true)
  })

  it('do not stop the document when they are broken: cut off is shown as far as it goes, the rest by its hash', async () => {
    const cutOff = { ...photo, jpeg: photo.jpeg.subarray(0, photo.jpeg.length - 200) }
    const noPhoto = { ...photo, jpeg: Buffer.from('not a photo') }
    const { pdf } = await renderDocument(agreement, {
      photos: [cutOff, noPhoto, { ...photo, jpeg: Buffer.alloc(0) }],
      qrUrl,
    })
    expect(text(pdf).match(/照片无法显示/g)).toHaveLength(2)
  })
})

/** What of the 8 105 characters of 通用规范汉字表 the main font lacks: 53 of extension A, 3 new ones, 196 of extensions B to E. */
const rareInTheStandard =
  '㑊㕮㙍㙘㙦㛃㛚㛹㟃㠇㠓㥄㧑㫰㬊㬎㬚㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䂮䃅䃎䌹䎃䎖䏡䏲䐃䓛䓨䓫䓬䗖䗛䗪䗴䝙䢺䢼䣘鿍鿎鿏𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉' +
  '𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡' +
  '𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓'

const inputs = (count: number) => ({ photos: Array.from({ length: count }, () => photo), qrUrl })

/** Everything printed, without blanks and line breaks. */
const text = (pdf: Buffer) => printedPages(pdf).flat().join('').replace(/\s/g, '')

function chainOfFive(): AgreementView {
  const sides: Side[] = ['A', 'B', 'C', 'D', 'E']
  const [party] = agreement.parties
  if (!party) throw new Error('the sample has parties')
  return {
    ...agreement,
    facts: '前车因前方拥堵减速停车，后车未保持安全距离，依次追尾。'.repeat(40),
    parties: sides.map((side) => ({ ...party, side })),
    contacts: sides.slice(1).map((side, index) => ({
      form: '追尾碰撞',
      sides: [
        { side: sides[index] ?? 'A', part: '车尾', responsibility: 'none', percent: 0 },
        { side, part: '车头', responsibility: 'full', percent: 100 },
      ],
    })),
  }
}
