import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pictureOf, pngThatClaims } from '../../apps/outfits/server/wardrobe/pictures.fixture.ts'
import { zipFrom } from '../../apps/outfits/server/wardrobe/zip-file.fixture.ts'
import { expect, test, wardrobeOf } from './wardrobe-stage.ts'

const jpeg = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer })

test('photos are counted one by one, what they measured is shown, and what nobody can read is said', async ({
  page,
  context,
  newcomer: _,
  stored,
}) => {
  await page.goto('/wardrobe?add=photos')
  const wardrobe = wardrobeOf(page)
  const whole = await pictureOf('#1d2a4a', { width: 900, height: 900 })
  await page
    .getByLabel('Choose photos')
    .setInputFiles([
      jpeg('navy wool coat.jpg', await pictureOf('#1d2a4a')),
      jpeg('IMG_1.jpg', await pictureOf('#c62f36')),
      jpeg('cut coat.jpg', whole.subarray(0, whole.length / 3)),
      jpeg('really a png.jpg', await pictureOf('#1d2a4a', { type: 'png' })),
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
    ])
  await expect(page.getByText('Left out, because')).toContainText('notes.txt')
  await expect(wardrobe.importCounts).toHaveText(
    '1 in the wardrobe, 1 needs you, 1 not here yet, 1 unreadable',
  )
  await expect(wardrobe.import).toContainText('says that it is image/jpeg, but is image/png')
  await expect(wardrobe.import).toContainText('The picture is damaged')
  await expect(wardrobe.count).toHaveText('1 piece')

  // Another tab, and this one anew: the same numbers, because they are the server's.
  const other = await context.newPage()
  for (const one of [other, page]) {
    await one.goto('/wardrobe')
    await expect(wardrobeOf(one).importCounts).toHaveText(
      '1 in the wardrobe, 1 needs you, 1 not here yet, 1 unreadable',
    )
  }
  await expect(wardrobe.import.getByText('red', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: /Say what it is.*IMG_1/ }).click()
  await page.getByLabel('Name').fill('Red scarf')
  await page.getByLabel('Kind').selectOption('Scarf')
  await page.getByRole('button', { name: 'Into the wardrobe' }).click()
  await expect(wardrobe.piece('Red scarf')).toBeVisible()
  await expect(wardrobe.importCounts).toHaveText('2 in the wardrobe, 1 not here yet, 1 unreadable')
  await expect(wardrobeOf(other).count).toHaveText('2 pieces')
  expect(await stored.items()).toMatchObject([
    { name: 'Red scarf', source: 'photo', colors: [{ name: 'red' }] },
    { name: 'navy wool coat' },
  ])
  await page.getByRole('button', { name: 'Do without it' }).click()
  await expect(wardrobe.import).toHaveCount(0)
  await expect(wardrobeOf(other).import).toHaveCount(0)
  expect((await stored.import()).counts).toMatchObject({ total: 3, ready: 2, removed: 1, missing: 0 })
})

test('a ZIP is taken as a whole, and a bad one is refused in words with nothing stored', async ({
  page,
  newcomer: _,
  stored,
}) => {
  await page.goto('/wardrobe?add=photos')
  const wardrobe = wardrobeOf(page)
  const send = (name: string, buffer: Buffer) =>
    page.getByLabel('A ZIP of photos').setInputFiles({ name, mimeType: 'application/zip', buffer })
  const data = await pictureOf('#1d2a4a')
  const bad: [string, Buffer, RegExp][] = [
    ['words.zip', Buffer.from('no archive at all'), /It is no ZIP/],
    ['outside.zip', zipFrom([{ name: '../coat.jpg', data }]), /leads outside/],
    [
      'bomb.zip',
      zipFrom([{ name: 'coat.jpg', data: Buffer.alloc(9_000_000), deflate: true }]),
      /would unpack to far more/,
    ],
    ['false.zip', zipFrom([{ name: 'coat.png', data }]), /says that it is image\/png, but is image\/jpeg/],
    [
      'huge.zip',
      zipFrom([{ name: 'coat.png', data: await pngThatClaims(12_000, 10_000) }]),
      /120 megapixels; at most 64/,
    ],
  ]
  for (const [name, buffer, words] of bad) {
    await send(name, buffer)
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible()
  }
  expect(await stored.items()).toEqual([])
  await expect(wardrobe.import).toHaveCount(0)

  const names = ['navy coat.jpg', 'red scarf.jpg', 'black boots.jpg']
  await send('clothes.zip', zipFrom([...names.map((name) => ({ name, data })), { name: 'list.txt', data }]))
  await expect(wardrobe.importCounts).toHaveText('3 in the wardrobe')
  await expect(page.getByText('Left out, because')).toContainText('list.txt')
  await expect(wardrobe.count).toHaveText('3 pieces')
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await expect(wardrobe.import).toHaveCount(0)
})

test('a folder is counted exactly to its last photo, although the server is killed twice on the way', async ({
  page,
  server,
  newcomer: _,
  stored,
}) => {
  test.setTimeout(120_000)
  const TOTAL = 40
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'unfold-photos-'))
  const picture = await pictureOf('#1d2a4a')
  for (let n = 1; n <= TOTAL; n++) {
    await writeFile(path.join(folder.path, `navy coat ${String(n).padStart(2, '0')}.jpg`), picture)
  }
  // Photos stand still at the door once so many are in, and the server is killed under them.
  const SENDS = /\/imports\/[^/]+\/pictures\/\d+\?/
  let door = 12
  let arrived = 0
  let waiting: (() => void)[] = []
  page.on('response', (answer) => {
    if (SENDS.test(answer.url()) && answer.ok()) arrived++
  })
  await page.route(SENDS, async (route) => {
    if (arrived >= door) await new Promise<void>((go) => waiting.push(go))
    await route.continue()
  })
  // Every number that was ever on the screen.
  await page.addInitScript(() => {
    const said: string[] = []
    Object.assign(window, { said })
    new MutationObserver(() => {
      const text = document.querySelector('.import-counts')?.textContent
      if (text && text !== said.at(-1)) said.push(text)
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
  await page.goto('/wardrobe?add=photos')
  const wardrobe = wardrobeOf(page)
  await page.getByLabel('A whole folder').setInputFiles(folder.path)
  for (const next of [25, TOTAL]) {
    await expect.poll(() => waiting.length).toBeGreaterThan(0)
    await server.kill('SIGKILL')
    door = next
    for (const go of waiting) go()
    waiting = []
    await expect(wardrobe.import).toContainText('The server does not answer.')
    await server.start()
  }
  await expect(wardrobe.importCounts).toHaveText(`${TOTAL} in the wardrobe`, { timeout: 40_000 })
  await expect(wardrobe.count).toHaveText(`${TOTAL} pieces`)
  await expect(wardrobe.pieces).toHaveCount(TOTAL)
  expect(await stored.items()).toHaveLength(TOTAL)
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
  const sums = said.map((text) => text.match(/\d+/g)!.reduce((sum, n) => sum + Number(n), 0))
  expect(sums, said.join('; ')).toEqual(said.map(() => TOTAL))
  const home = said.map((text) => Number(/(\d+) in the wardrobe/.exec(text)?.[1] ?? 0))
  expect(home).toEqual(home.toSorted((a, b) => a - b))
  expect((await stored.import()).counts).toEqual({
    total: TOTAL,
    missing: 0,
    measuring: 0,
    ready: TOTAL,
    needsYou: 0,
    unreadable: 0,
    failed: 0,
    removed: 0,
  })
})
