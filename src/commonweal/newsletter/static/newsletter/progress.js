// Shows how far an issue is without asking for the page by hand.

const PAUSE = 3000
const now = document.querySelector('[data-module="newsletter-progress"]')

async function update () {
  const response = await fetch(window.location.href, { credentials: 'same-origin' })
  if (!response.ok || response.redirected) {
    return
  }
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const fresh = page.getElementById('progress-now')
  if (fresh === null) {
    return
  }
  if (!('module' in fresh.dataset)) {
    // Other buttons stand on the page now.
    window.location.reload()
    return
  }
  if (!now.contains(document.activeElement)) {
    now.innerHTML = fresh.innerHTML
  }
  window.setTimeout(update, PAUSE)
}

if (now) {
  window.setTimeout(update, PAUSE)
}
