/* Small helpers; every page works without them. */
(function () {
  "use strict";

  /* The language menu keeps the section: it adds the id of the heading being read. */
  function currentSection() {
    var headings = document.querySelectorAll("article h2[id], article h3[id], article h4[id]");
    var found = "";
    headings.forEach(function (heading) {
      if (heading.getBoundingClientRect().top < window.innerHeight / 3) found = heading.id;
    });
    var own = decodeURIComponent(location.hash.slice(1));
    var target = own && document.getElementById(own);
    if (target) {
      var top = target.getBoundingClientRect().top;
      if (top > -20 && top < window.innerHeight) return own;
    }
    return found;
  }

  var menu = document.querySelector(".languages");
  if (menu) {
    menu.addEventListener("toggle", function () {
      var id = currentSection();
      menu.querySelectorAll("a").forEach(function (link) {
        link.hash = id ? "#" + id : "";
      });
    });
    document.addEventListener("click", function (event) {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  /* Leave quickly: blank the page first, replace it, so that “back” does not lead here. */
  var exit = document.querySelector(".quick-exit");
  function leave() {
    document.body.hidden = true;
    location.replace(exit.href);
  }
  if (exit) {
    var escapes = [];
    exit.addEventListener("click", function (event) {
      event.preventDefault();
      leave();
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      escapes = escapes.concat(Date.now()).slice(-3);
      if (escapes.length === 3 && escapes[2] - escapes[0] < 2000) leave();
    });
  }

  /* Another edition may fit the reader better: one line, never a redirect. */
  var offer = document.querySelector(".offer");
  function declined(value) {
    try {
      if (value) localStorage.setItem("handbook.offer", value);
      return localStorage.getItem("handbook.offer");
    } catch (error) {
      return value || null;
    }
  }
  if (offer && !declined()) {
    var offers = JSON.parse(offer.dataset.offers);
    var here = document.documentElement.lang.slice(0, 2);
    var wanted = (navigator.languages || [navigator.language]).map(function (tag) {
      return tag.slice(0, 2).toLowerCase();
    });
    var choice = null;
    for (var i = 0; i < wanted.length && wanted[i] !== here; i += 1) {
      if (offers[wanted[i]]) {
        choice = offers[wanted[i]];
        break;
      }
    }
    if (choice) {
      offer.lang = choice.tag;
      offer.append(choice.offer + " ");
      var link = document.createElement("a");
      link.href = choice.url;
      link.hreflang = choice.tag;
      link.textContent = choice.offer_yes;
      var no = document.createElement("button");
      no.type = "button";
      no.textContent = choice.offer_no;
      no.addEventListener("click", function () {
        declined("no");
        offer.hidden = true;
      });
      offer.append(link, no);
      offer.hidden = false;
    }
  }

  /* Glossary filter: accents may be left out. */
  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "dj");
  }
  var filter = document.getElementById("glossary-filter");
  if (filter) {
    var box = filter.closest(".glossary-filter");
    var count = box.querySelector("[role=status]");
    var terms = Array.prototype.map.call(document.querySelectorAll(".term"), function (term) {
      return [term, plain(term.textContent)];
    });
    box.hidden = false;
    filter.addEventListener("input", function () {
      var query = plain(filter.value.trim());
      var shown = 0;
      terms.forEach(function (pair) {
        pair[0].hidden = pair[1].indexOf(query) < 0;
        if (!pair[0].hidden) shown += 1;
      });
      count.textContent = shown ? count.dataset.count.replace("{n}", shown) : count.dataset.none;
    });
  }
})();
