// Enhances pages that already work without it.

const script = document.getElementById('site-script')
const root = document.documentElement

// govuk-frontend's address carries a hash in production, so the page says it.
try {
  const { initAll } = await import(script.dataset.govukFrontend)
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  initAll()
} catch (error) {
  // Without its script a component must not be styled as if it had one.
  root.classList.remove('govuk-frontend-supported')
  document.body.classList.remove('govuk-frontend-supported')
  throw error
}

const narrow = window.matchMedia('(max-width: 47.99em)')
for (const details of document.querySelectorAll('[data-module="cw-filter"]')) {
  const isInUse = details.querySelector('.cw-filter__chosen') !== null
  if (narrow.matches && !isInUse) {
    details.open = false
  }
  narrow.addEventListener('change', () => {
    details.open = !narrow.matches || isInUse
  })
}

for (const video of document.querySelectorAll('[data-module="cw-video"]')) {
  const screen = video.querySelector('.cw-video__screen')
  const link = video.querySelector('.cw-video__link')
  const play = document.createElement('button')
  play.type = 'button'
  play.className = 'govuk-button cw-video__play'
  play.textContent = 'Play here'
  play.setAttribute('aria-label', `Play “${video.dataset.title}” here`)
  play.addEventListener('click', () => {
    const frame = document.createElement('iframe')
    frame.src = video.dataset.embed
    frame.title = video.dataset.title
    frame.allow = 'fullscreen; picture-in-picture'
    // YouTube refuses to play where it is told nothing of the page; the site
    // alone is enough, never the page's address.
    frame.referrerPolicy = 'strict-origin'
    frame.className = 'cw-video__frame'
    frame.tabIndex = 0
    screen.replaceChildren(frame)
    frame.focus()
  })
  link.closest('p').after(play)
}

// `no-store` does not keep a page out of the browser's memory, from which Back
// shows it again at once. It leaves hidden, and is asked for anew.
if (document.querySelector('[data-module="govuk-exit-this-page"]')) {
  window.addEventListener('pagehide', () => {
    document.body.hidden = true
  })
  window.addEventListener('pageshow', event => {
    if (event.persisted) {
      window.location.reload()
    }
  })
}

for (const share of document.querySelectorAll('[data-module="cw-share"]')) {
  const { title, url } = share.dataset
  const done = share.querySelector('.cw-share__done')
  const copy = share.querySelector('[data-share="copy"]')
  const device = share.querySelector('[data-share="device"]')
  if (navigator.clipboard) {
    copy.parentElement.hidden = false
    copy.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(url)
        done.textContent = 'Address copied.'
      } catch {
        done.textContent = `Your browser did not allow copying. The address is ${url}`
      }
    })
  }
  if (navigator.share) {
    device.parentElement.hidden = false
    // Closing the device's menu rejects the promise; nothing went wrong then.
    device.addEventListener('click', () => navigator.share({ title, url }).catch(() => {}))
  }
}
