/* What the theme's pages need of a script: menu, colours, table of contents, the way back to the top.
   Everything here can be done without it, only less handily. */
(function () {
  "use strict";
  var body = document.body;
  var drawer = document.getElementById("__drawer");
  var finder = document.getElementById("__search");

  /* Menu and search open with the keyboard as well as with a tap. */
  document.querySelectorAll("label[for][tabindex]").forEach(function (label) {
    label.addEventListener("keydown", function (event) {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      label.click();
    });
  });
  function close() {
    drawer.checked = false;
    if (finder.checked) finder.click();
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") close();
  });
  document.querySelectorAll(".md-sidebar a[href^='#']").forEach(function (link) {
    link.addEventListener("click", close);
  });

  /* Light or dark: as the device says, until the reader chooses. */
  var scheme = document.querySelector(".scheme");
  function label() {
    var dark = body.dataset.mdColorScheme === "slate";
    scheme.title = dark ? scheme.dataset.light : scheme.dataset.dark;
    scheme.setAttribute("aria-label", scheme.title);
  }
  if (scheme) {
    label();
    scheme.hidden = false;
    scheme.addEventListener("click", function () {
      var chosen = body.dataset.mdColorScheme === "slate" ? "default" : "slate";
      body.dataset.mdColorScheme = chosen;
      try {
        localStorage.setItem("handbook.scheme", chosen);
      } catch (error) {
        /* No storage: the choice holds for this page. */
      }
      label();
    });
  }

  /* A place inside something folded is unfolded when a link leads there; on paper all is open. */
  function unfold(place) {
    for (var fold = place && place.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
  }
  function target() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (error) {
      return null;
    }
  }
  function arrive() {
    var place = target();
    if (!place || !place.closest("details:not([open])")) return;
    unfold(place);
    place.scrollIntoView();
  }
  window.addEventListener("hashchange", arrive);
  arrive();
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".md-content details").forEach(function (fold) {
      fold.open = true;
    });
  });

  /* While reading: the section in the table of contents, the page in the header, a button to the top. */
  var links = Array.from(document.querySelectorAll("[data-md-component=toc] a[href^='#']"));
  var places = links.map(function (link) {
    return document.getElementById(decodeURIComponent(link.hash.slice(1)));
  });
  var title = document.querySelector(".md-header__title");
  var heading = document.querySelector("article h1");
  var up = document.querySelector(".md-top");
  var before = window.scrollY;
  var current = null;

  function follow() {
    var line = 90; // px: what stands higher has been reached
    var passed = -1;
    places.forEach(function (place, at) {
      if (place && place.getBoundingClientRect().top < line) passed = at;
    });
    if (passed === current) return;
    current = passed;
    links.forEach(function (link, at) {
      link.classList.toggle("md-nav__link--passed", at < passed);
      link.classList.toggle("md-nav__link--active", at === passed);
    });
    if (passed < 0) return;
    var list = links[passed].closest(".md-sidebar__scrollwrap");
    var box = links[passed].getBoundingClientRect();
    var frame = list.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) {
      list.scrollTop += box.top - frame.top - frame.height / 3;
    }
  }
  function scrolled() {
    waiting = false;
    var now = window.scrollY;
    if (title && heading) {
      var gone = heading.getBoundingClientRect().bottom < 60;
      title.classList.toggle("md-header__title--active", gone);
    }
    if (up && now !== before) up.hidden = now > before || now < 400;
    before = now;
    follow();
  }
  var waiting = false;
  function soon() {
    if (!waiting) requestAnimationFrame(scrolled);
    waiting = true;
  }
  window.addEventListener("scroll", soon, { passive: true });
  window.addEventListener("resize", soon, { passive: true });
  soon();
  if (up) {
    up.addEventListener("click", function () {
      window.scrollTo({ top: 0 });
      document.querySelector(".md-logo").focus({ preventScroll: true });
    });
  }
})();
