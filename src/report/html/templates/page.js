
"use strict";
// All of the page is there without this. It adds the choice of a theme, where in the page one is, and cards: the entry that a
// mark in a text leads to, shown beside it.
(() => {
  const root = document.documentElement;
  const remember = (theme) => { try { localStorage.setItem("variorum-theme", theme); } catch { /* not kept, then */ } };
  const recall = () => { try { return localStorage.getItem("variorum-theme"); } catch { return null; } };

  // Theme.
  const button = document.getElementById("theme");
  const themes = { system: "as the system", light: "light", dark: "dark" };
  const choose = (theme) => {
    if (theme === "system") delete root.dataset.theme; else root.dataset.theme = theme;
    button.textContent = `Theme: ${themes[theme]}`;
    button.value = theme;
  };
  choose(Object.hasOwn(themes, recall() ?? "") ? recall() : "system");
  button.hidden = false;
  button.addEventListener("click", () => {
    const all = Object.keys(themes);
    const next = all[(all.indexOf(button.value) + 1) % all.length];
    choose(next);
    remember(next);
  });

  // The part that is on the screen, in the contents.
  const links = new Map([...document.querySelectorAll(".contents a")].map((a) => [a.hash.slice(1), a]));
  const seen = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen.add(entry.target.id); else seen.delete(entry.target.id);
    }
    const current = [...links.keys()].find((id) => seen.has(id));
    for (const [id, link] of links) {
      if (id === current) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  for (const id of links.keys()) watch.observe(document.getElementById(id));

  // What is led to is not hidden.
  const target = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));
  const reveal = () => {
    const found = location.hash.length > 1 && target(location.hash);
    if (!found) return;
    let opened = false;
    for (let at = found.closest("details"); at; at = at.parentElement.closest("details")) {
      opened ||= !at.open;
      at.open = true;
    }
    if (opened) found.scrollIntoView();
  };

  // Cards.
  const card = document.getElementById("card");
  let shown = null;
  let timer = 0;
  const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  };
  const later = (what, wait) => { clearTimeout(timer); timer = setTimeout(what, wait); };
  // A row of a table says what it says with the heads of its columns.
  const row = (entry) => {
    const list = document.createElement("dl");
    const heads = entry.closest("table").tHead.rows[0].cells;
    for (const cell of entry.cells) {
      if (cell.tagName === "TH" || !cell.textContent.trim()) continue;
      const [term, said] = [document.createElement("dt"), document.createElement("dd")];
      term.append(...heads[cell.cellIndex].cloneNode(true).childNodes);
      said.append(...cell.cloneNode(true).childNodes);
      list.append(term, said);
    }
    const head = document.createElement("h4");
    head.append(...entry.cells[0].cloneNode(true).childNodes);
    return [head, list];
  };
  const show = (mark) => {
    if (mark === shown) return;
    const entry = target(mark.hash);
    if (!entry?.matches(".entry")) return;
    hide();
    // An item of a list is none in a card.
    const contents = () => { const own = document.createElement("div"); own.className = entry.className; own.append(...entry.cloneNode(true).childNodes); return [own]; };
    card.replaceChildren(...(entry.matches("tr") ? row(entry) : contents()));
    card.firstChild.classList.remove("entry");
    for (const element of card.querySelectorAll("[id], [aria-labelledby]")) {
      element.removeAttribute("id");
      element.removeAttribute("aria-labelledby");
    }
    for (const link of card.querySelectorAll("a")) link.tabIndex = -1;
    card.hidden = false;
    card.scrollTop = 0;
    shown = mark;
    mark.setAttribute("aria-describedby", "card");
    place();
  };
  const place = () => {
    const at = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
    const left = Math.min(Math.max(12, at.left), innerWidth - card.offsetWidth - 12);
    const below = at.bottom + 6;
    const fits = below + card.offsetHeight <= innerHeight || at.top < card.offsetHeight + 60;
    card.style.left = `${left}px`;
    card.style.top = `${fits ? below : at.top - card.offsetHeight - 6}px`;
  };
  // In a quote, but in nothing that is marked within it, the card is the quote's.
  const marked = (element) => element.closest?.(".body a[href^='#']")
    ?? element.closest?.(".body .f")?.querySelector("a[href]")
    ?? element.closest?.(".body .q")?.querySelector("a.k");
  document.addEventListener("mouseover", (event) => {
    if (card.contains(event.target)) { clearTimeout(timer); return; }
    const mark = marked(event.target);
    if (mark) later(() => show(mark), 180); else if (shown) later(hide, 250);
  });
  document.addEventListener("focusin", (event) => { const mark = marked(event.target); if (mark) show(mark); else hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  // Where the focus is, the card stays beside it; what is only pointed at has moved away.
  addEventListener("hashchange", () => { hide(); reveal(); });
  reveal();
  addEventListener("scroll", () => {
    if (shown && shown === document.activeElement) place(); else if (shown && !card.matches(":hover")) hide();
  }, { passive: true });
  card.addEventListener("click", (event) => { if (event.target.closest("a")) hide(); });
})();
