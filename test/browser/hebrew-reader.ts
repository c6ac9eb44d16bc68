import type { Page } from '@playwright/test'

/** The page of a Hebrew story by what a person perceives of it. */
export function hebrewReaderOf(page: Page) {
  return {
    transcript: page.getByRole('log', { name: 'הסיפור', exact: true }),
    bar: page.getByRole('region', { name: 'קריאה', exact: true }),
    status: page.getByRole('status'),
    pace: page.getByLabel('קצב הקריאה'),
    stop: page.getByRole('button', { name: 'עצירה של הכתיבה' }),
    settings: page.getByRole('button', { name: 'הגדרות', exact: true }),
    drawer: page.getByRole('dialog', { name: 'הגדרות קריאה' }),
    listen: page.getByRole('button', { name: 'הקראה', exact: true }),
    next: page.getByRole('button', { name: 'המשפט הבא' }),
    grownUp: page.getByText('למבוגרים:'),
    tryAgain: page.getByRole('button', { name: 'ניסיון נוסף' }),
    writeOn: page.getByRole('button', { name: 'המשך הכתיבה' }),
    whole: page.getByRole('link', { name: 'הסיפור כולו' }),
  }
}

/** Latin words that the page shows, and those that it gives to a screen reader alone; its maker's name is one in any language. */
export async function latinWordsOf(page: Page): Promise<string[]> {
  const main = page.getByRole('main')
  const told = await main.evaluate((main) => {
    const names = ['aria-label', 'aria-valuetext', 'aria-description', 'title', 'alt', 'placeholder']
    const seen = [...main.querySelectorAll('*')].filter((element) => element.checkVisibility())
    return [
      document.title,
      ...seen.flatMap((element) => names.map((name) => element.getAttribute(name) ?? '')),
      ...seen.flatMap((element) => (element instanceof HTMLOptionElement ? [element.text] : [])),
    ]
  })
  const words = [await main.innerText(), ...told]
  return words.flatMap((text) => text.match(/\p{Script=Latin}+/gu) ?? []).filter((word) => word !== 'Unfold')
}
