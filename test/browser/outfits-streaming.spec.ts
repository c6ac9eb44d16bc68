import type { Page } from '@playwright/test'
import { DEVICES, expect, type Jobs, jobIdOf, revealOf, test } from './outfits-stage.ts'
import { AT_ONCE, INSIDE } from './stylist.ts'

/** The three addresses of the seed's checklist, and what a person does there. */
const FLOWS = {
  '/occasion?user=test': async (page: Page) => {
    await page.getByRole('checkbox', { name: 'Brunch' }).check()
  },
  '/complete?user=test': async (page: Page) => {
    await page.getByRole('checkbox', { name: 'Navy wool blazer' }).check()
  },
  '/consider-buying/outfits?user=test': async (page: Page) => {
    await expect(page.getByRole('radio', { name: /Cognac Chelsea boots/ })).toBeChecked()
  },
}

const begin = async (page: Page, jobs: Jobs, address: string, choose: (page: Page) => Promise<void>) => {
  if (address.startsWith('/consider')) await jobs.consider()
  await page.goto(address)
  await choose(page)
  await page.getByRole('button', { name: 'Create outfits' }).click()
}

/** What the page asked for, by its last word and its status. */
function answersOf(page: Page): string[] {
  const answers: string[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.startsWith('/api/runs/')) answers.push(`${pathname.split('/').at(-1)} ${response.status()}`)
  })
  return answers
}

for (const [i, [address, choose]] of Object.entries(FLOWS).entries()) {
  for (const debug of [false, true]) {
    test.describe(debug ? 'with ?debug=true' : 'as it is', () => {
      // Both devices are walked, and each flow once on each.
      test.use({ viewport: Object.values(DEVICES)[(i + Number(debug)) % 2]! })

      test(`${address} leads to outfits that come one by one`, async ({ page, stylist, jobs }) => {
        const goOns = [AT_ONCE, ...[1, 2, 3].map(INSIDE)].map((at) => stylist.holdBefore(at))
        const answers = answersOf(page)
        await begin(page, jobs, debug ? `${address}&debug=true` : address, choose)
        await expect(page).toHaveURL(
          new RegExp(String.raw`/reveal\?user=test&job=[\w-]+${debug ? '&debug=true' : ''}$`),
        )

        // Nobody waits for the model to see something true: it has not said a word yet.
        const reveal = revealOf(page)
        await expect(reveal.bar).toContainText('Creating outfit 1 of 3')
        await expect(page.getByText(/^\d+ pieces, \d+ at hand\. No weather was chosen/)).toBeVisible()
        await expect(reveal.quickPick.getByRole('img').first()).toBeVisible()
        const percents = [await reveal.percent()]
        expect(percents[0]).toBe(40)

        goOns[0]!()
        for (const n of [1, 2, 3]) {
          await expect(reveal.bar).toContainText(`Creating outfit ${n} of 3`)
          // One quiet line, in the place of the outfit; all of it for who asks.
          await expect(reveal.card(n)).toContainText('The shoes bring it.')
          if (debug)
            await expect(reveal.debug).toContainText(`Thinking about look ${n}. It needs a contrast.`)
          else await expect(page.getByText(`Thinking about look ${n}.`)).toHaveCount(0)
          for (const later of [n, n + 1]) if (later <= 3) await expect(reveal.ready(later)).toHaveCount(0)
          goOns[n]!()
          await expect(reveal.ready(n)).toBeVisible()
          percents.push(await reveal.percent())
        }
        await expect(reveal.bar).toContainText('Three outfits, ready to wear.')
        await expect(reveal.progress).toHaveAttribute('value', '100')
        expect(percents).toEqual(percents.toSorted((a, b) => a - b))

        // What is on the page is what the run committed, in its places.
        const { parts } = await jobs.snapshot(jobIdOf(page))
        for (const n of [1, 2, 3]) {
          const { items } = parts.find(({ part }) => part === `outfit-${n}`)!.value as any
          expect(await reveal.pieces(n)).toEqual(items.map(({ name }: { name: string }) => name))
        }
        if (debug)
          for (const n of [1, 2, 3]) await expect(reveal.debug).toContainText(`Thinking about look ${n}.`)
        expect(answers).toContain('stream 200')
        expect(answers).not.toContain('events 200')
      })
    })
  }
}

for (const [address, choose] of Object.entries(FLOWS)) {
  test(`${address} makes the three at once where that is asked for, each by a call of its own`, async ({
    page,
    stylist,
    jobs,
  }) => {
    const goOn = stylist.holdBefore(INSIDE(1))
    if (address.startsWith('/consider')) await jobs.consider()
    await page.goto(address)
    await choose(page)
    if (address.startsWith('/complete')) await page.getByText(/^An occasion or weather/).click()
    await page.getByRole('checkbox', { name: 'Make the three at once' }).check()
    await page.getByRole('button', { name: 'Create outfits' }).click()

    // The first is still being thought about; those behind it do not wait for it.
    const reveal = revealOf(page)
    for (const n of [2, 3]) await expect(reveal.ready(n)).toBeVisible()
    await expect(reveal.ready(1)).toHaveCount(0)
    expect(stylist.calls).toHaveLength(3)
    goOn()
    await expect(reveal.ready(1)).toBeVisible()
    await expect(reveal.bar).toContainText('Three outfits, ready to wear.')
    expect(stylist.calls).toHaveLength(3)
  })
}

test.describe('without a stream', () => {
  for (const [how, prepare] of Object.entries({
    'that the address switches off': async (page: Page) => {
      await page.goto('/occasion?user=test&stream=off')
      return /&stream=off$/
    },
    'that something on the way cuts': async (page: Page) => {
      await page.route(/\/stream$/, (route) => route.abort())
      await page.goto('/occasion?user=test')
      return /job=[\w-]+$/
    },
  })) {
    test(`${how}, the page polls and shows the same outfits`, async ({ page, stylist }) => {
      const goOn = stylist.holdBefore(INSIDE(2))
      const answers = answersOf(page)
      const address = await prepare(page)
      await FLOWS['/occasion?user=test'](page)
      await page.getByRole('button', { name: 'Create outfits' }).click()
      await expect(page).toHaveURL(address)
      const reveal = revealOf(page)
      await expect(reveal.ready(1)).toBeVisible()
      await expect(reveal.bar).toContainText('Creating outfit 2 of 3')
      goOn()
      await expect(reveal.ready(3)).toBeVisible()
      await expect(reveal.progress).toHaveAttribute('value', '100')
      expect(answers).toContain('events 200')
      expect(answers.filter((answer) => answer.startsWith('stream'))).toEqual([])
    })
  }

  test.describe('because the server has none', () => {
    test.use({ settings: { UNFOLD_STREAMING: 'off' } })

    test('the page polls and shows the same outfits', async ({ page, stylist, jobs }) => {
      const goOn = stylist.holdBefore(INSIDE(2))
      const answers = answersOf(page)
      await page.goto(`/reveal?user=test&job=${await jobs.start()}`)
      const reveal = revealOf(page)
      await expect(reveal.ready(1)).toBeVisible()
      await expect(reveal.bar).not.toContainText('Reconnecting')
      goOn()
      await expect(reveal.ready(3)).toBeVisible()
      expect(answers).toContain('stream 503')
      expect(answers).toContain('events 200')
      expect(answers).not.toContain('stream 200')
    })
  })
})
