import { EpubCheck } from '@likecoin/epubcheck-ts'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { type Book, buildEpub } from './epub.ts'

const MODIFIED = Date.UTC(2026, 4, 1, 20, 15)

const ENGLISH: Book = {
  storyId: 'story_1',
  title: 'Mia & the <quiet> “bell”',
  language: 'english',
  modifiedAt: MODIFIED,
  chapters: [
    {
      title: 'The hill',
      paragraphs: ['Mia walked to the hill. שלום לך! A bird sang.', 'It was 5 < 6 & cold.\u0007'],
      choice: { question: 'Where to?', answer: 'Row the boat' },
      isEnding: false,
    },
    { title: 'Home', paragraphs: ['They slept.'], choice: null, isEnding: true },
  ],
}
const HEBREW: Book = {
  storyId: 'story_2',
  title: 'הצדף המזמזם',
  language: 'hebrew',
  modifiedAt: MODIFIED,
  chapters: [
    {
      title: 'אל הים',
      paragraphs: ['Max רץ אל הים. The shell was small. נועה צחקה.'],
      choice: { question: 'מה עכשיו?', answer: 'לבנות סירה' },
      isEnding: false,
    },
    { title: 'הביתה', paragraphs: ['הם ישנו.'], choice: null, isEnding: true },
  ],
}

const readFiles = (epub: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(epub)).map(([name, bytes]) => [name, strFromU8(bytes)]))

test.each([
  ['English', ENGLISH],
  ['Hebrew', HEBREW],
  ['a story of one chapter', { ...ENGLISH, chapters: ENGLISH.chapters.slice(1) }],
])('an EPUB of %s is valid, without a warning', async (_, book) => {
  const { valid, messages } = await EpubCheck.validate(buildEpub(book))
  expect(messages.filter(({ severity }) => severity !== 'info' && severity !== 'usage')).toEqual([])
  expect(valid).toBe(true)
})

test('the checker that says so turns down a book that is not well formed', async () => {
  const files = unzipSync(buildEpub(ENGLISH))
  const { zipSync } = await import('fflate')
  const broken = strFromU8(files['EPUB/chapter-1.xhtml']!).replace('</section>', '')
  const { valid } = await EpubCheck.validate(
    zipSync({ ...files, 'EPUB/chapter-1.xhtml': new TextEncoder().encode(broken) }),
  )
  expect(valid).toBe(false)
})

test('the mimetype is the first file, stored, where readers look for it', () => {
  const epub = buildEpub(ENGLISH)
  expect(strFromU8(epub.subarray(30, 58))).toBe('mimetypeapplication/epub+zip')
  // Method 0: stored.
  expect(epub[8]).toBe(0)
})

test('a Hebrew book turns its pages from right to left, and a sentence of the other language keeps its own direction', () => {
  const files = readFiles(buildEpub(HEBREW))
  expect(files['EPUB/package.opf']).toContain('<spine page-progression-direction="rtl">')
  expect(files['EPUB/chapter-1.xhtml']).toContain('lang="he" xml:lang="he" dir="rtl"')
  expect(files['EPUB/chapter-1.xhtml']).toContain(
    '<span dir="ltr" lang="en" xml:lang="en">The shell was small.</span> ',
  )
  expect(files['EPUB/chapter-2.xhtml']).toContain('סוף')
  expect(readFiles(buildEpub(ENGLISH))['EPUB/package.opf']).toContain('page-progression-direction="ltr"')
})

test('chapters come in their order, with what was chosen between them and a mark that a model made them', () => {
  const files = readFiles(buildEpub(ENGLISH))
  expect([...files['EPUB/nav.xhtml']!.matchAll(/href="(chapter-\d+)/g)].map((match) => match[1])).toEqual([
    'chapter-1',
    'chapter-2',
  ])
  expect(files['EPUB/chapter-1.xhtml']).toContain('You chose: <strong>Row the boat</strong>')
  expect(files['EPUB/chapter-1.xhtml']).toContain('It was 5 &lt; 6 &amp; cold.</p>')
  expect(files['EPUB/package.opf']).toContain('trainedAlgorithmicMedia')
})

test('the same book is the same bytes', () => {
  expect(buildEpub(HEBREW)).toEqual(buildEpub({ ...HEBREW }))
})
