// Filters of the report. Without it every finding is shown; with many, pages start closed.
"use strict";
(() => {
  const MANY = 100;
  const form = document.getElementById("filters");
  if (!form) return;
  const pages = [...document.querySelectorAll("details.page")].map((page) => ({
    page,
    findings: [...page.querySelectorAll(".finding")],
  }));
  const total = document.querySelectorAll(".finding").length;
  const shown = document.getElementById("shown");
  const foldButton = document.getElementById("fold");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map();
  let waiting = 0;

  function textOf(finding) {
    if (!texts.has(finding)) {
      const path = finding.closest("details").querySelector("h3").textContent;
      texts.set(finding, plain(path + " " + finding.textContent));
    }
    return texts.get(finding);
  }

  function filter() {
    const wanted = ["edition", "severity", "rule"]
      .map((name) => [name, form.elements[name].value])
      .filter(([, value]) => value);
    const words = plain(form.elements.text.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { page, findings } of pages) {
      let here = 0;
      for (const finding of findings) {
        const fits =
          wanted.every(([name, value]) => finding.dataset[name] === value) &&
          (!words.length || words.every((word) => textOf(finding).includes(word)));
        finding.hidden = !fits;
        here += fits;
      }
      page.hidden = !here;
      count += here;
    }
    shown.textContent = `Showing ${count} of ${total} ${total === 1 ? "finding" : "findings"}`;
    if ((wanted.length || words.length) && count <= MANY) fold(false);
  }

  function fold(closed) {
    for (const { page } of pages) page.open = !closed;
    foldButton.textContent = closed ? "Open all pages" : "Close all pages";
  }

  function follow() {
    const page = location.hash && document.getElementById(location.hash.slice(1));
    if (!page || !page.matches("details.page")) return;
    clearTimeout(waiting);
    filter();
    if (page.hidden) {
      form.reset();
      filter();
    }
    page.open = true;
    page.scrollIntoView();
    page.querySelector("summary").focus({ preventScroll: true });
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  foldButton.addEventListener("click", () => fold(pages.some(({ page }) => page.open && !page.hidden)));
  window.addEventListener("hashchange", follow);

  form.hidden = false;
  if (total > MANY) fold(true);
  filter();
  follow();
})();
