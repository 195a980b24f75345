/* Between the theme’s search box and the engine. The theme sends {type: 2, data: query} and shows
   what comes back as {type: 3}: groups of {location, title, text, score, terms}, where title and
   text are HTML, the entry without an anchor is the page, and entries scored below the first one
   are folded away. {type: 1} says that the index is there. Page texts arrive by and by. */
function start(port, analyser, data) {
  var AT_ONCE = 3; // pages whose excerpts stand there with the list; a phone shows no more
  var engine = makeEngine(data, analyser);
  var excerpts = makeExcerpts(analyser);
  var base = port.base;
  var suffix = location.protocol === "file:" ? "index.html" : "";
  var texts = {};
  var wanted = new Map();
  var waiting = null;
  var later = null;

  function say(type, content) {
    port.dispatchEvent(new MessageEvent("message", { data: { type: type, data: content } }));
  }

  function entry(page, section, score) {
    var anchor = section === null ? "" : engine.anchor(section);
    return {
      location: data.pages[page][0] + suffix + (anchor ? "#" + anchor : ""),
      title: excerpts.heading(data.heads[section === null ? engine.first(page) : section], wanted),
      text: "",
      terms: {},
      score: score,
    };
  }
  function textOf(section) {
    var page = engine.pageOf(section);
    var text = texts[data.pages[page][2]];
    return text ? excerpts.text(text[section - engine.first(page)], wanted) : "";
  }
  function excerpt(section, html) {
    return '<p class="search-excerpt" data-section="' + section + '">' + html + "</p>";
  }
  /* One page with its matching sections: the best one or two in sight, three more folded. */
  function group(found, rank) {
    var base = 1000 - 10 * rank;
    var top = found.sections[0];
    var page = entry(found.page, null, base);
    var items = [page];
    found.sections.slice(0, 5).forEach(function (pair, at) {
      var near = at < 2 && pair[1] > top[1] * 0.6;
      if (engine.anchor(pair[0]) === "") {
        if (at === 0) page.text = excerpt(pair[0], rank < AT_ONCE ? textOf(pair[0]) : "");
        return;
      }
      var item = entry(found.page, pair[0], near && !page.text ? base + 2 - at : base - 1);
      item.text = excerpt(pair[0], rank < AT_ONCE && item.score > base ? textOf(pair[0]) : "");
      items.push(item);
    });
    items.sort(function (a, b) { return a === page ? -1 : b === page ? 1 : b.score - a.score; });
    return items;
  }
  function answer() {
    var query = waiting;
    waiting = null;
    var found = engine.search(query, 10);
    var groups = found.groups.filter(function (one, at, all) { return one.score > all[0].score * 0.12; });
    wanted = found.wanted;
    say(3, { items: groups.map(group) });
    sight.disconnect();
    places(":empty").forEach(function (place) { sight.observe(place); });
    missing = [];
    clearTimeout(later);
    later = setTimeout(function () {
      later = null;
      missing.forEach(fetchText);
    }, 200);
  }

  /* Excerpts are filled in where they are in sight. A page’s text is fetched for them, once, when
     the reader pauses. */
  var missing = [];
  var sight = new IntersectionObserver(function (entries) {
    entries.forEach(function (one) {
      if (!one.isIntersecting) return;
      var name = data.pages[engine.pageOf(Number(one.target.dataset.section))][2];
      if (texts[name]) fill(one.target);
      else if (later === null) fetchText(name);
      else missing.push(name);
    });
  });
  function places(state) {
    return document.querySelectorAll(".search-excerpt" + state);
  }
  function fill(place) {
    sight.unobserve(place);
    place.innerHTML = textOf(Number(place.dataset.section));
  }
  function fetchText(name) {
    if (name in texts) return;
    texts[name] = null;
    var script = document.createElement("script");
    script.src = base + "search/" + name + ".js";
    script.onerror = function () {
      delete texts[name];
    };
    document.head.append(script);
  }
  port.text = function (name, sections) {
    texts[name] = sections;
    places(":empty").forEach(function (place) {
      var page = engine.pageOf(Number(place.dataset.section));
      if (data.pages[page][2] === name && !place.closest("details:not([open])")) fill(place);
    });
  };

  port.postMessage = function (message) {
    if (message.type !== 2) return;
    if (waiting === null) setTimeout(answer);
    waiting = message.data;
  };
  port.ready(function () {
    say(1);
    engine.search(data.heads[0] + "x"); // the first query finds the code warm
  });
}
