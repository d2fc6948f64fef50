// A letter on paper: A4, its words as they were signed, and below them who signed, how that was made sure, when and on what. The font is named and not
// embedded (STSong-Light, one of the fonts that every reader of Chinese PDF has or stands in for): a subset of a licensed font for each letter
// would weigh more than the letter, and there is none of ours.
import { type PDFContext, PDFDocument, PDFHexString, PDFName, PDFString, type PDFRef } from 'pdf-lib'

const PAGE = { width: 595.28, height: 841.89, left: 72, right: 72, top: 90, bottom: 80 }
const SIZE = 12
const LINE = 22

const fontIn = (context: PDFContext): PDFRef => {
  const descriptor = context.register(context.obj({
    Type: 'FontDescriptor', FontName: 'STSong-Light', Flags: 6, FontBBox: [-25, -254, 1000, 880], ItalicAngle: 0, Ascent: 880, Descent: -120, CapHeight: 880, StemV: 93,
  }))
  const descendant = context.register(context.obj({
    Type: 'Font', Subtype: 'CIDFontType0', BaseFont: 'STSong-Light', CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('GB1'), Supplement: 4 }, DW: 1000,
    W: [1, 95, 500, 814, 939, 500], FontDescriptor: descriptor,
  }))
  return context.register(context.obj({ Type: 'Font', Subtype: 'Type0', BaseFont: 'STSong-Light', Encoding: 'UniGB-UCS2-H', DescendantFonts: [descendant] }))
}

const widthOf = (character: string): number => (character.codePointAt(0)! < 0x80 ? SIZE / 2 : SIZE)
/** Lines of a paragraph, broken wherever they are full: Chinese breaks anywhere. */
const linesOf = (paragraph: string): readonly string[] => {
  const room = PAGE.width - PAGE.left - PAGE.right
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const character of paragraph) {
    const width = widthOf(character)
    if (used + width > room) {
      lines.push(line)
      line = ''
      used = 0
    }
    line += character
    used += width
  }
  return [...lines, line]
}
/** What the encoding cannot say is said as a box: half a character would shift all that follow. */
const ucs2 = (text: string): string => [...text].map((character) => (character.codePointAt(0)! > 0xffff ? '□' : character).charCodeAt(0).toString(16).padStart(4, '0')).join('')

/** @param paragraphs the first is the title. @param at by which it says it was made, never a clock's word */
export const letterPdf = async (paragraphs: readonly string[], about: { readonly title: string; readonly author: string; readonly at: Date }): Promise<PDFDocument> => {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  pdf.setTitle(about.title, { showInWindowTitleBar: true })
  pdf.setAuthor(about.author)
  pdf.setLanguage('zh-CN')
  pdf.setCreationDate(about.at)
  pdf.setModificationDate(about.at)
  const font = fontIn(pdf.context)
  let page = pdf.addPage([PAGE.width, PAGE.height])
  let written: string[] = []
  let y = PAGE.height - PAGE.top
  const close = (): void => {
    page.node.setFontDictionary(PDFName.of('F1'), font)
    page.node.addContentStream(pdf.context.register(pdf.context.flateStream(written.join('\n'))))
  }
  for (const [place, paragraph] of paragraphs.entries()) {
    for (const line of linesOf(paragraph)) {
      if (y < PAGE.bottom) {
        close()
        page = pdf.addPage([PAGE.width, PAGE.height])
        written = []
        y = PAGE.height - PAGE.top
      }
      const size = place === 0 ? SIZE + 4 : SIZE
      const x = place === 0 ? Math.max(PAGE.left, (PAGE.width - [...line].length * size) / 2) : PAGE.left
      written.push(`BT /F1 ${size} Tf 1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} Tm ${PDFHexString.of(ucs2(line)).toString()} Tj ET`)
      y -= LINE
    }
    y -= LINE / 3
  }
  close()
  return pdf
}
