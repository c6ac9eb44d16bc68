import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMe, useSignOut } from '../account/session.ts'
import { Mark } from './mark.tsx'
import { THEME_WORDS } from './theme-picks.tsx'
import { THEMES, useTheme } from './theme.ts'
import { useInnerLinks } from './use-inner-links.ts'

export function Shell() {
  const main = useRef<HTMLElement>(null)
  useInnerLinks()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const shown = useRef(pathname)
  const isOutfits = /^\/(occasion|complete|consider-buying|reveal|wardrobe)\b/.test(pathname)

  // A new page is announced by moving the focus to it; the first one is announced by the browser.
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])

  return (
    <>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="top">
        <Link to="/" className="brand" aria-label="Unfold, start page">
          <Mark />
          <span>Unfold</span>
        </Link>
        <nav aria-label="Main">
          <Link to="/story" activeOptions={{ exact: true }}>
            New story
          </Link>
          <Link to="/shelf">Shelf</Link>
          <Link to="/parent">Parents</Link>
          <Link to="/occasion" {...(isOutfits ? { 'aria-current': 'page' } : {})}>
            Outfits
          </Link>
          <Link to="/console">Console</Link>
        </nav>
        <div className="corner">
          <AccountCorner />
          <ThemeButton />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
    </>
  )
}

function AccountCorner() {
  const me = useMe()
  const signOut = useSignOut()
  if (!me.data) return null
  const { account } = me.data
  if (account === null || account.demo) {
    return (
      <Link to="/sign-in" className="quiet-link">
        Sign in
      </Link>
    )
  }
  return (
    <button type="button" className="quiet-link" title={account.email} onClick={() => signOut.mutate()}>
      Sign out
    </button>
  )
}

function ThemeButton() {
  const [theme, setTheme] = useTheme()
  const next = () => setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!)
  return (
    <button type="button" className="icon-button" onClick={next} aria-label={`Theme: ${THEME_WORDS[theme]}`}>
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
        {theme === 'light' && (
          <path
            d="M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10M12 1.5v3M12 19.5v3M1.5 12h3M19.5 12h3M4.6 4.6l2 2M17.4 17.4l2 2M4.6 19.4l2-2M17.4 6.6l2-2"
            className="line"
          />
        )}
        {theme === 'dark' && (
          <path d="M19.5 14.5A8 8 0 1 1 10 4.2a6.5 6.5 0 0 0 9.5 10.3z" className="line" />
        )}
        {theme === 'system' && (
          <>
            <circle cx="12" cy="12" r="8" className="line" />
            <path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" />
          </>
        )}
      </svg>
    </button>
  )
}
