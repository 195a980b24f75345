/* The search box: opens, fetches the engine when it is first used, shows what the engine finds.
   The engine (handbook/search/browser) takes {type: 2, data: query} and answers {type: 1} when it
   is there and {type: 3, data: {items}} with groups of {location, title, text, score}; title and text
   are HTML of its own making; the first entry of a group is the page, and entries scored below it
   are folded away. Scripts, not fetches, so that it works from the file system, too. */
(function () {
  "use strict";
  var search = document.querySelector(".md-search");
  if (!search) return;
  var words = JSON.parse(search.dataset.words);

  /* Without a script there is no search: so its box stands here, once, and not in every page. */
  function icon(path) {
    return '<svg viewBox="0 0 24 24"><path d="' + path + '"/></svg>';
  }
  search.innerHTML =
    '<label class="md-search__overlay" for="__search"></label><div class="md-search__inner" role="search"><form class="md-search__form">' +
    '<input type="text" class="md-search__input" name="query" autocapitalize="off" autocorrect="off" autocomplete="off" spellcheck="false" required>' +
    '<label class="md-search__icon md-icon" for="__search">' +
    icon("M9.5 3A6.5 6.5 0 0 1 16 9.5c0 1.61-.59 3.09-1.56 4.23l.27.27h.79l5 5-1.5 1.5-5-5v-.79l-.27-.27A6.52 6.52 0 0 1 9.5 16 6.5 6.5 0 0 1 3 9.5 6.5 6.5 0 0 1 9.5 3m0 2C7 5 5 7 5 9.5S7 14 9.5 14 14 12 14 9.5 12 5 9.5 5") +
    icon("M20 11v2H8l5.5 5.5-1.42 1.42L4.16 12l7.92-7.92L13.5 5.5 8 11z") +
    '</label><nav class="md-search__options"><button type="reset" class="md-search__icon md-icon" tabindex="-1">' +
    icon("M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z") +
    '</button></nav></form><div class="md-search__output"><div class="md-search__scrollwrap" tabindex="0"><div class="md-search-result">' +
    '<div class="md-search-result__meta" role="status"></div><ol class="md-search-result__list" role="presentation"></ol></div></div></div></div>';
  var toggle = document.getElementById("__search");
  var box = search.querySelector(".md-search__input");
  var status = search.querySelector(".md-search-result__meta");
  var list = search.querySelector(".md-search-result__list");
  var output = search.querySelector(".md-search__scrollwrap");
  var reset = box.form.querySelector("button");
  box.setAttribute("aria-label", words.label);
  box.placeholder = words.holder;
  reset.title = words.reset;
  [reset, reset.parentElement].forEach(function (each) {
    each.setAttribute("aria-label", words.reset);
  });
  status.textContent = status.dataset.loading = words.loading;
  status.dataset.failed = words.failed;
  var port = (window.handbookSearch = new EventTarget());
  var loading = false;
  var there = false;
  port.base = search.dataset.base;
  port.postMessage = function () {};
  port.ready = function (run) {
    run();
  };

  /* All that the search fetches, now and later: `name` below `search/`. */
  port.load = function (name, failed) {
    var script = document.createElement("script");
    script.src = port.base + "search/" + name + ".js";
    script.onerror = failed;
    document.head.append(script);
  };
  function load() {
    if (loading) return;
    loading = true;
    port.load("index", function () {
      status.textContent = status.dataset.failed;
      loading = false;
    });
  }
  function ask() {
    var query = box.value.trim();
    if (there && query) port.postMessage({ type: 2, data: query });
    if (there && !query) show([]);
  }
  function count(number, key) {
    return (number === 1 ? words[key + "one"] : words[key + "other"]).replace("#", number);
  }
  function element(tag, className) {
    var made = document.createElement(tag);
    made.className = className;
    return made;
  }
  function link(entry, tag) {
    var made = element("a", "md-search-result__link");
    made.href = new URL(port.base + entry.location, location.href).href;
    made.dataset.score = entry.score;
    var article = element("article", "md-search-result__article md-typeset");
    if (tag === "h1") article.append(element("div", "md-search-result__icon md-icon"));
    var title = document.createElement(tag);
    title.innerHTML = entry.title;
    article.append(title);
    article.insertAdjacentHTML("beforeend", entry.text);
    made.append(article);
    return made;
  }
  function item(group) {
    var made = element("li", "md-search-result__item");
    var least = group[0].score;
    var folded = [];
    group.forEach(function (entry, at) {
      if (at && entry.score < least) folded.push(entry);
      else made.append(link(entry, at ? "h2" : "h1"));
    });
    if (folded.length) {
      var more = element("details", "md-search-result__more");
      var summary = document.createElement("summary");
      var line = document.createElement("div");
      line.textContent = count(folded.length, "more.");
      summary.append(line);
      more.append(summary);
      folded.forEach(function (entry) {
        more.append(link(entry, "h2"));
      });
      made.append(more);
    }
    return made;
  }
  function show(groups) {
    var within = list.contains(document.activeElement);
    list.replaceChildren.apply(list, groups.map(item));
    if (within) (list.querySelector("a") || box).focus(); // a late answer leaves the keyboard in place
    output.scrollTop = 0;
    if (!box.value.trim()) status.textContent = words.placeholder;
    else status.textContent = groups.length ? count(groups.length, "") : words.none;
  }
  port.addEventListener("message", function (event) {
    if (event.data.type === 1) {
      there = true;
      status.textContent = words.placeholder;
      ask();
    } else if (box.value.trim()) {
      show(event.data.data.items);
    }
  });

  box.addEventListener("focus", function () {
    toggle.checked = true;
    load();
  });
  box.addEventListener("input", function () {
    load();
    ask();
  });
  box.form.addEventListener("reset", function () {
    setTimeout(ask);
    box.focus();
  });
  box.form.addEventListener("submit", function (event) {
    event.preventDefault();
    var best = Array.from(list.querySelectorAll("li:first-child a")).sort(function (one, other) {
      return other.dataset.score - one.dataset.score;
    })[0];
    if (best) best.click();
  });
  toggle.addEventListener("change", function () {
    if (toggle.checked) box.focus();
    else box.blur();
  });
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
    }
  });
  /* Arrows go from the box through the results and back. */
  search.addEventListener("keydown", function (event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    var stops = [box].concat(Array.from(list.querySelectorAll("a, summary")).filter(function (stop) {
      return stop.offsetParent;
    }));
    var next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  list.addEventListener("click", function (event) {
    if (event.target.closest("a") && toggle.checked) toggle.click();
  });

  var query = new URLSearchParams(location.search).get("q");
  if (query) {
    box.value = query;
    box.focus();
    load();
  }
})();
