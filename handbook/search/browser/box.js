/* Between the theme’s search box and the engine. The theme sends {type: 2, data: query} and shows
   what comes back as {type: 3}: groups of {location, title, text, score, terms}, where title and
   text are HTML, the entry without an anchor is the page, and entries scored below the first one
   are folded away. {type: 1} says that the index is there. Page texts arrive by and by. */
function start(port, analyser, data) {
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
  function excerpt(section) {
    var page = engine.pageOf(section);
    var text = texts[data.pages[page][2]];
    var html = text ? excerpts.text(text[section - engine.first(page)], wanted) : "";
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
        if (at === 0) page.text = excerpt(pair[0]);
        return;
      }
      var item = entry(found.page, pair[0], near && !page.text ? base + 2 - at : base - 1);
      item.text = excerpt(pair[0]);
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
    clearTimeout(later);
    later = setTimeout(fetchTexts, 200);
  }

  /* Texts of the pages in sight; the browser keeps them, so a page’s text is fetched once. */
  var sight = new IntersectionObserver(function (entries) {
    entries.forEach(function (one) {
      if (!one.isIntersecting) return;
      sight.unobserve(one.target);
      fetchText(data.pages[engine.pageOf(Number(one.target.dataset.section))][2]);
    });
  });
  function fetchTexts() {
    sight.disconnect();
    document.querySelectorAll(".search-excerpt:empty").forEach(function (place) {
      sight.observe(place);
    });
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
    document.querySelectorAll(".search-excerpt:empty").forEach(function (place) {
      var section = Number(place.dataset.section);
      if (data.pages[engine.pageOf(section)][2] === name) place.outerHTML = excerpt(section);
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
