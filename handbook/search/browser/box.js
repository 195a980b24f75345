/* Between the theme’s search box and the engine. The theme sends {type: 2, data: query} and shows
   what comes back as {type: 3}: groups of {location, title, text, score, terms}, where title and
   text are HTML, the entry without an anchor is the page, and entries scored below the first one
   are folded away. {type: 1} says that the index is there. Postings are fetched for the words of
   the query, texts by and by for the excerpts in sight. */
function start(port, analyser, data) {
  var AT_ONCE = 3; // pages whose excerpts stand there with the list; a phone shows no more
  var AT_A_TIME = 2; // files of text
  var QUIET = 5000; // ms after which the rest of the postings is fetched, to be there without a network
  var engine = makeEngine(data, analyser);
  var excerpts = makeExcerpts(analyser);
  var want = makeFiles(port);
  var suffix = location.protocol === "file:" ? "index.html" : "";
  var shards = data.shards.split(" ");
  var line = document.querySelector(".md-search-result__meta");
  var wanted = new Map();
  var query = "";
  var due = null;
  var later = null;
  var slow = null;
  var quiet = null;

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
    due = null;
    var found = engine.search(query, 10);
    if (found.missing.length) fetchPostings(found.missing);
    else show(found);
  }
  function show(found) {
    clearTimeout(slow);
    slow = null;
    wanted = found.wanted;
    var groups = found.groups.filter(function (one, at, all) { return one.score > all[0].score * 0.12; });
    say(3, { items: groups.map(group) });
    if (!groups.length && found.isPartial) line.textContent = line.dataset.failed;
    sight.disconnect();
    places(":empty").forEach(function (place) { sight.observe(place); });
    missing = [];
    clearTimeout(later);
    fetched = 0;
    later = setTimeout(function () {
      later = null;
      fetchTexts();
    }, 200);
    clearTimeout(quiet);
    quiet = setTimeout(stock, QUIET);
  }

  /* A few letters are on their way to a word: their postings wait for a pause. */
  function fetchPostings(numbers) {
    var asked = query;
    slow = slow || setTimeout(function () { line.textContent = line.dataset.loading; }, 300);
    setTimeout(function () {
      if (query !== asked) return;
      var left = 1;
      function done() {
        left -= 1;
        if (!left && due === null) answer();
      }
      numbers.filter(engine.isMissing).forEach(function (number) {
        left += 1;
        postings(number, done);
      });
      done();
    }, /(^|\s)\S{1,3}$/.test(query) ? 150 : 0);
  }
  function postings(number, done) {
    want("w-" + shards[number], function (content) {
      engine.give(number, content);
      done(content);
    });
  }
  function isSlow() {
    var net = navigator.connection || {};
    return net.saveData || /[23]g/.test(net.effectiveType);
  }
  /* The rest of the postings, one after the other, where it costs the reader no waiting. */
  function stock() {
    var next = shards.findIndex(function (_, number) { return engine.isMissing(number); });
    if (next < 0 || isSlow()) return;
    postings(next, function (content) { if (content) stock(); });
  }

  /* Excerpts are filled in where they are in sight, when the reader pauses: first results first,
     and where the net is slow no more until the list is moved. */
  var texts = makeTexts(data, makePacking());
  var missing = [];
  var underWay = 0;
  var fetched = 0;
  var sight = new IntersectionObserver(function (entries) {
    entries.forEach(function (one) {
      if (!one.isIntersecting) return;
      var name = texts.file(Number(one.target.dataset.section));
      if (texts.has(name)) fill(one.target);
      else if (missing.indexOf(name) < 0) missing.push(name);
    });
    if (later === null) fetchTexts();
  });
  function places(state) {
    return document.querySelectorAll(".search-excerpt" + state);
  }
  function textOf(section) {
    var text = texts.of(section);
    return text === undefined ? "" : excerpts.text(text, wanted);
  }
  function fill(place) {
    sight.unobserve(place);
    place.innerHTML = textOf(Number(place.dataset.section));
  }
  function fetchTexts() {
    while (missing.length && underWay < AT_A_TIME && (fetched < AT_A_TIME || !isSlow())) {
      fetchText(missing.shift());
    }
  }
  function fetchText(name) {
    if (texts.has(name)) return;
    underWay += 1;
    fetched += 1;
    want("t-" + name, function (sections) {
      underWay -= 1;
      if (sections) texts.give(name, sections);
      places(":empty").forEach(function (place) {
        var isHere = texts.file(Number(place.dataset.section)) === name;
        if (sections && isHere && !place.closest("details:not([open])")) fill(place);
      });
      fetchTexts();
    });
  }
  ["scroll", "click"].forEach(function (kind) {
    line.closest(".md-search__scrollwrap").addEventListener(kind, function () {
      fetched = 0;
      fetchTexts();
    });
  });

  port.postMessage = function (message) {
    if (message.type !== 2) return;
    query = message.data;
    engine.retry();
    clearTimeout(quiet);
    if (due === null) due = setTimeout(answer);
  };
  port.ready(function () {
    say(1);
    engine.search(data.heads[0] + "x"); // the first query finds the code warm
  });
}
