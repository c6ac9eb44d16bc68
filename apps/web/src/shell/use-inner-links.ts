import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Plain links of the apps' pages open without loading the site anew; new tabs, downloads and other sites stay the browser's. */
export function useInnerLinks(): void {
  const { history } = useRouter()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
      // The API's own addresses, and places within the page, are no pages of the router.
      if (link.pathname.startsWith('/api/') || link.pathname === '/docs' || link.hash) return
      event.preventDefault()
      history.push(link.pathname + link.search)
    }
    // Above React's root: its own links have spoken before.
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [history])
}
