import type { Page } from '@playwright/test'
import { expect, readerOf, runIdOf, test } from './stage.ts'

const EMAIL = 'ada@example.org'
const PASSWORD = 'a long enough secret'

async function signUp(page: Page): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Email').fill(EMAIL)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByText('Signed in as Ada.')).toBeVisible()
}

test('a parent makes an account, signs out, mistypes the password, and is let in by the right one', async ({
  page,
}) => {
  await signUp(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('link', { name: 'Sign in', exact: true }).first().click()

  const [email, password] = [page.getByLabel('Email'), page.getByLabel('Password')]
  await email.fill(EMAIL)
  await password.fill('not the secret')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText(/password/i)
  // Nothing that was typed is lost.
  await expect(email).toHaveValue(EMAIL)
  await expect(password).toHaveValue('not the secret')

  await password.fill(PASSWORD)
  await password.press('Enter')
  await expect(page.getByText('Signed in as Ada.')).toBeVisible()
})

test('a slip in the form is named at its field, and the focus goes there', async ({ page }) => {
  await page.goto('/sign-up')
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Email').fill('ada at example')
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: 'Make the account' }).click()
  const email = page.getByLabel('Email')
  await expect(email).toBeFocused()
  await expect(email).toHaveAttribute('aria-invalid', 'true')
  await expect(email).toHaveAccessibleDescription(/email address/)
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/8 characters/)
  await expect(page.getByLabel('Your name')).toHaveValue('Ada')
})

test('a name that is taken is said in words', async ({ page, browser, baseURL }) => {
  await signUp(page)
  await using stranger = await browser.newContext({ baseURL: baseURL! })
  const other = await stranger.newPage()
  await other.goto('/sign-up')
  await other.getByLabel('Your name').fill('Eve')
  await other.getByLabel('Email').fill(EMAIL)
  await other.getByLabel('Password').fill('another long secret')
  await other.getByRole('button', { name: 'Make the account' }).click()
  await expect(other.getByText(/already|another email|exists/i)).toBeVisible()
})

test('one family’s story is not there for another', async ({ page, browser, baseURL, runs }) => {
  const runId = await runs.startStory()
  await signUp(page)
  await page.goto(`/read/${runId}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This story is not here')
  await page.goto(`/console/${runId}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such run')

  await using family = await browser.newContext({ baseURL: baseURL! })
  const own = await family.newPage()
  await own.goto(`/read/${runId}`)
  await expect(own.getByRole('log', { name: 'The story' })).toContainText('Mia walked')
})

test('a new family tells of its child and begins a story', async ({ page }) => {
  await signUp(page)
  await page.getByRole('link', { name: 'Begin a story' }).click()
  // The start page has such a form, too.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A new story')
  await page.getByLabel('Nickname').fill('Noa')
  await page.getByLabel('Age', { exact: true }).selectOption('8')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('radio', { name: 'Space' }).check()
  await page.getByRole('button', { name: 'Begin the story' }).click()
  await expect(page.getByRole('log', { name: 'The story' })).toContainText('Mia walked')
})

test('a session that ends while a child reads is said to the child, and a sign-in leads back', async ({
  page,
  context,
}) => {
  await signUp(page)
  await page.goto('/story')
  await page.getByLabel('Nickname').fill('Lior')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('radio', { name: 'Space' }).check()
  await page.getByRole('button', { name: 'Begin the story' }).click()
  const reader = readerOf(page)
  await reader.pace.selectOption('All at once')
  await expect(reader.choices).toBeVisible()
  const runId = runIdOf(page)

  await context.clearCookies()
  await reader.choices.getByRole('button', { name: 'Row the boat' }).click()
  await expect(reader.choices.getByRole('alert')).toHaveText(/Ask a grown-up to sign in again/)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This story is not here')
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('Email').fill(EMAIL)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const open = page.getByRole('region', { name: 'Read on' }).getByRole('listitem')
  await open.getByRole('heading').getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(runId))
  await expect(reader.choices).toBeVisible()
})
