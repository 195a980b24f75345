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
  var MOON_AND_SUN = [
    "m17.75 4.09-2.53 1.94.91 3.06-2.63-1.81-2.63 1.81.91-3.06-2.53-1.94L12.44 4l1.06-3 1.06 3zm3.5 6.91-1.64 1.25.59 1.98-1.7-1.17-1.7 1.17.59-1.98L15.75 11l2.06-.05L18.5 9l.69 1.95zm-2.28 4.95c.83-.08 1.72 1.1 1.19 1.85-.32.45-.66.87-1.08 1.27C15.17 23 8.84 23 4.94 19.07c-3.91-3.9-3.91-10.24 0-14.14.4-.4.82-.76 1.27-1.08.75-.53 1.93.36 1.85 1.19-.27 2.86.69 5.83 2.89 8.02a9.96 9.96 0 0 0 8.02 2.89m-1.64 2.02a12.08 12.08 0 0 1-7.8-3.47c-2.17-2.19-3.33-5-3.49-7.82-2.81 3.14-2.7 7.96.31 10.98 3.02 3.01 7.84 3.12 10.98.31",
    "M12 7a5 5 0 0 1 5 5 5 5 0 0 1-5 5 5 5 0 0 1-5-5 5 5 0 0 1 5-5m0 2a3 3 0 0 0-3 3 3 3 0 0 0 3 3 3 3 0 0 0 3-3 3 3 0 0 0-3-3m0-7 2.39 3.42C13.65 5.15 12.84 5 12 5s-1.65.15-2.39.42zM3.34 7l4.16-.35A7.2 7.2 0 0 0 5.94 8.5c-.44.74-.69 1.5-.83 2.29zm.02 10 1.76-3.77a7.131 7.131 0 0 0 2.38 4.14zM20.65 7l-1.77 3.79a7.02 7.02 0 0 0-2.38-4.15zm-.01 10-4.14.36c.59-.51 1.12-1.14 1.54-1.86.42-.73.69-1.5.83-2.29zM12 22l-2.41-3.44c.74.27 1.55.44 2.41.44.82 0 1.63-.17 2.37-.44z",
  ];
  function label() {
    var dark = body.dataset.mdColorScheme === "slate";
    scheme.title = dark ? scheme.dataset.light : scheme.dataset.dark;
    scheme.setAttribute("aria-label", scheme.title);
  }
  if (scheme) {
    scheme.innerHTML = MOON_AND_SUN.map(function (path) {
      return '<svg viewBox="0 0 24 24"><path d="' + path + '"/></svg>';
    }).join("");
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
