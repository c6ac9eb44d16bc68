import { strToU8, zipSync, type ZipOptions } from 'fflate'
import { directionOf, langOf, type Direction, splitSentences } from '../../shared/direction.ts'
import type { Language } from '../../shared/index.ts'

/** A story as it is bound: the chapters of one path, from the first to the last. */
export interface Book {
  /** Names the book in a reader's library: the same story, the same book. */
  storyId: string
  title: string
  language: Language
  chapters: readonly BookChapter[]
  /** Milliseconds since the epoch. The same book of the same instant is the same bytes. */
  modifiedAt: number
}

export interface BookChapter {
  title: string
  paragraphs: readonly string[]
  /** What was asked at its end, and what led on. */
  choice: { question: string; answer: string } | null
  isEnding: boolean
}

interface Words {
  lang: 'en' | 'he'
  direction: Direction
  contents: string
  chose: string
  end: string
  author: string
  about: string
}

const WORDS: { [L in Language]: Words } = {
  english: {
    lang: 'en',
    direction: 'ltr',
    contents: 'Contents',
    chose: 'You chose:',
    end: 'The End',
    author: 'Unfold',
    about: 'A story made by a computer together with its reader.',
  },
  hebrew: {
    lang: 'he',
    direction: 'rtl',
    contents: 'תוכן העניינים',
    chose: 'בחרתם:',
    end: 'סוף',
    author: 'Unfold',
    about: 'סיפור שנכתב במחשב יחד עם מי שקרא אותו.',
  },
}

/** The oldest date that the zip format knows. */
const ZIP_EPOCH = Date.UTC(1980, 0, 2)

/** An EPUB 3.3 of the story. Pure; the `mimetype` comes first and is stored, as readers look for it at byte 38. */
export function buildEpub(book: Book): Uint8Array {
  const words = WORDS[book.language]
  const stored: ZipOptions = { level: 0 }
  const files: { [name: string]: string } = {
    'META-INF/container.xml': container(),
    'EPUB/package.opf': packageDocument(book, words),
    'EPUB/nav.xhtml': navigation(book, words),
    'EPUB/style.css': STYLE,
    'EPUB/title.xhtml': titlePage(book, words),
  }
  for (const [index, chapter] of book.chapters.entries()) {
    files[`EPUB/${fileOf(index)}`] = chapterPage(chapter, words)
  }
  return zipSync(
    {
      mimetype: [strToU8('application/epub+zip'), stored],
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    },
    { mtime: Math.max(book.modifiedAt, ZIP_EPOCH) },
  )
}

function container(): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
`
}

function packageDocument(book: Book, words: Words): string {
  const chapters = book.chapters.map((_, index) => ({ id: `chapter-${index + 1}`, href: fileOf(index) }))
  const modified = new Date(book.modifiedAt).toISOString().replace(/\.\d+Z$/, 'Z')
  // The source type is the mark by which machines know text that a model made.
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" xml:lang="${words.lang}" dir="${words.direction}" prefix="iptc: http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="book-id">urn:unfold:story:${escape(book.storyId)}</dc:identifier>
    <dc:title>${escape(book.title)}</dc:title>
    <dc:language>${words.lang}</dc:language>
    <dc:creator>${words.author}</dc:creator>
    <dc:description>${escape(words.about)}</dc:description>
    <meta property="dcterms:modified">${modified}</meta>
    <meta property="iptc:DigitalSourceType">http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">structuralNavigation</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityFeature">readingOrder</meta>
    <meta property="schema:accessibilityHazard">none</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="style" href="style.css" media-type="text/css"/>
    <item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
${chapters.map(({ id, href }) => `    <item id="${id}" href="${href}" media-type="application/xhtml+xml"/>`).join('\n')}
  </manifest>
  <spine page-progression-direction="${words.direction}">
    <itemref idref="title"/>
${chapters.map(({ id }) => `    <itemref idref="${id}"/>`).join('\n')}
  </spine>
</package>
`
}

function navigation(book: Book, words: Words): string {
  const entries = book.chapters.map(
    ({ title }, index) => `      <li><a href="${fileOf(index)}">${escape(title)}</a></li>`,
  )
  return page(
    words,
    words.contents,
    `  <nav epub:type="toc" role="doc-toc" aria-labelledby="toc">
    <h1 id="toc">${escape(words.contents)}</h1>
    <ol>
${entries.join('\n')}
    </ol>
  </nav>`,
  )
}

function titlePage(book: Book, words: Words): string {
  return page(
    words,
    book.title,
    `  <section epub:type="titlepage" class="title-page">
    <h1>${escape(book.title)}</h1>
    <p>${escape(words.about)}</p>
  </section>`,
  )
}

function chapterPage(chapter: BookChapter, words: Words): string {
  const { title, paragraphs, choice, isEnding } = chapter
  const lines = paragraphs.map((text) => `    ${paragraph(text, words)}`)
  if (choice) {
    lines.push(`    ${paragraph(choice.question, words, 'question')}`)
    lines.push(
      `    <p class="choice">${escape(words.chose)} <strong>${spans(choice.answer, words)}</strong></p>`,
    )
  }
  if (isEnding) lines.push(`    <p class="end">${escape(words.end)}</p>`)
  return page(
    words,
    title,
    `  <section epub:type="chapter" role="doc-chapter" aria-labelledby="title">
    <h1 id="title">${spans(title, words)}</h1>
${lines.join('\n')}
  </section>`,
  )
}

function page(words: Words, title: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${words.lang}" xml:lang="${words.lang}" dir="${words.direction}">
<head>
  <title>${escape(title)}</title>
  <link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
${body}
</body>
</html>
`
}

function paragraph(text: string, words: Words, className?: string): string {
  return `<p${className ? ` class="${className}"` : ''}>${spans(text, words)}</p>`
}

/** Each sentence of the other language gets a direction of its own. */
function spans(text: string, words: Words): string {
  return splitSentences(text, words.direction)
    .map((sentence) => {
      const direction = directionOf(sentence, words.direction)
      if (direction === words.direction) return escape(sentence)
      const lang = langOf(direction)
      const said = sentence.trimEnd()
      // The space behind it is the paragraph's: inside, it would lie on the far side.
      const space = sentence.slice(said.length)
      return `<span dir="${direction}" lang="${lang}" xml:lang="${lang}">${escape(said)}</span>${space}`
    })
    .join('')
}

function fileOf(index: number): string {
  return `chapter-${index + 1}.xhtml`
}

/** What XML 1.0 cannot hold. */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu

function escape(text: string): string {
  return text
    .replaceAll(UNPRINTABLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const STYLE = `body { margin: 1.5em; line-height: 1.6; }
h1 { line-height: 1.2; margin: 0 0 1em; }
p { margin: 0 0 1em; }
.title-page { margin-top: 25%; text-align: center; }
.question { font-style: italic; }
.choice { margin-top: 1.5em; }
.end { margin-top: 2em; text-align: center; font-style: italic; }
`
