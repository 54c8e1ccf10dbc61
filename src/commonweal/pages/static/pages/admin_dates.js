// Keeps what was read of the dates up to date while the editor types. The page
// says all of it without this script as well, as of when it was opened.
(() => {
  const PAUSE = 700; // ms without a keystroke; Wagtail's editor needs 250 to store.

  function start(guardian) {
    const form = guardian.closest("form");
    let timer = null;
    let sent = "";
    let running = null;

    const dates = () => form.querySelector("[name=dates_in_words]");

    function words() {
      const data = new FormData(form);
      data.delete("csrfmiddlewaretoken");
      return new URLSearchParams(data).toString();
    }

    async function refresh() {
      const now = words();
      if (now === sent) return;
      sent = now;
      if (running) running.abort();
      running = new AbortController();
      try {
        const answer = await fetch(guardian.dataset.address, {
          method: "POST",
          body: new FormData(form),
          signal: running.signal,
        });
        if (answer.ok) show(await answer.text());
      } catch (error) {
        // Offline, or typed on meanwhile: the next keystroke asks again.
        if (error.name !== "AbortError") sent = "";
      }
    }

    function show(html) {
      const fresh = new DOMParser().parseFromString(html, "text/html").body;
      for (const part of ["[data-date-questions]", "[data-date-read]"]) {
        const old = guardian.querySelector(part);
        const next = fresh.querySelector(part);
        const same = part === "[data-date-questions]"
          && old.dataset.dateQuestions === next.dataset.dateQuestions;
        // An answer being typed must not lose its focus.
        if (!same) old.replaceWith(next);
      }
      offer();
    }

    function offer() {
      for (const button of guardian.querySelectorAll("[data-add-date]")) {
        button.hidden = false;
      }
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(refresh, PAUSE);
    }

    guardian.addEventListener("click", (event) => {
      const button = event.target.closest("[data-add-date]");
      if (!button) return;
      const field = dates();
      const before = field.value.trimEnd();
      field.value = (before ? `${before}\n` : "") + button.dataset.addDate;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    sent = words();
    offer();
  }

  function startAll() {
    document.querySelectorAll("[data-date-guardian]").forEach(start);
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", startAll);
  } else {
    startAll();
  }
})();
