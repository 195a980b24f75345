/* The index unpacked, and the pages that answer a query. Packing: handbook/search/pack.py. */
function makeEngine(data, analyser) {
  var packing = makePacking();
  var near = makeNearness();
  var TITLE = 1.4; // a word in the page’s title, beside one in a section’s heading
  var SUMMARY = 0.5; // one in the page’s description, beside one that names a section
  var GUESS = 3; // a word we only guess at counts no more than a common one, however rare
  var WHOLE = 0.5; // weight of a whole page beside its best section
  var LIST = 1.3; // the same for a list of entries, by its best entry alone

  var terms = packing.words(data.terms);
  var place = new Map();
  terms.forEach(function (term, at) {
    place.set(term, at);
  });
  var postings = data.postings.split(" ");
  var targets = packing.numbers(data.targets);
  var aliases = new Map();
  if (data.aliases) {
    packing.words(data.aliases).forEach(function (bare, at) {
      if (!aliases.has(bare)) aliases.set(bare, []);
      aliases.get(bare).push(targets[at]);
    });
  }
  var anchors = data.anchors.split(" ");
  var pageOf = [];
  var pageSize = [];
  var first = [];
  data.pages.forEach(function (page, number) {
    first.push(pageOf.length);
    pageSize.push(0);
    for (var i = 0; i < page[1]; i += 1) {
      pageSize[number] += size(pageOf.length);
      pageOf.push(number);
    }
  });
  var sections = pageOf.length;
  var pages = data.pages.length;
  var meanSize = mean(pageSize) / Math.max(1, sections / pages);
  var meanPage = mean(pageSize);

  /* Entries of a list (glossary, sources) stand for themselves: their words must meet in one. */
  function isList(page) {
    return data.pages[page][3] === 1;
  }
  function size(section) {
    return Math.pow(2, packing.value[data.sizes[section]]) * 0.75;
  }
  function mean(list) {
    return list.reduce(function (sum, one) { return sum + one; }, 0) / Math.max(1, list.length);
  }

  /* [[section, weight] …] of a term: text counts 1 to 2, keywords and headings more. */
  var unpacked = new Map();
  var IN_TEXT = [1, 1.6, 2.2];
  var IN_HEAD = [3, 5];
  function listed(at) {
    var list = unpacked.get(at);
    if (list) return list;
    var weights = new Map();
    postings[at].split("!").forEach(function (half, isHead) {
      var section = -1;
      packing.numbers(half).forEach(function (number) {
        section += Math.floor(number / 3) + 1;
        var weight = (isHead ? IN_HEAD : IN_TEXT)[number % 3];
        if (isHead && first[pageOf[section]] === section) weight *= number % 3 ? TITLE : SUMMARY;
        weights.set(section, (weights.get(section) || 0) + weight);
      });
    });
    list = Array.from(weights);
    unpacked.set(at, list);
    return list;
  }

  function start(prefix) {
    var low = 0;
    var high = terms.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (terms[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /* Term → how sure we are that a reader who typed this word means it (0 to 1). */
  var answered = new Map();
  function candidates(forms, isLast) {
    var key = forms.join(" ") + (isLast ? "" : " ");
    var found = answered.get(key);
    if (!found) {
      if (answered.size > 500) answered.clear();
      found = weigh(forms, isLast);
      answered.set(key, found);
    }
    return found;
  }
  function weigh(forms, isLast) {
    var found = new Map();
    function offer(at, weight) {
      if (at !== undefined && weight > (found.get(at) || 0)) found.set(at, weight);
    }
    var stem = forms[0];
    var bare = forms[1];
    var plain = forms[2];
    offer(place.get(stem), 1);
    offer(place.get(bare), 0.95);
    [stem, bare].forEach(function (key) {
      (aliases.get(key) || []).forEach(function (at) { offer(at, 0.92); });
    });
    var sure = found.size > 0;
    [plain, stem].forEach(function (key) {
      if (key.length < 2) return;
      for (var at = start(key); at < terms.length && terms[at].startsWith(key); at += 1) {
        var share = key.length / terms[at].length;
        offer(at, (sure ? 0.35 : isLast ? 0.8 : 0.7) * Math.sqrt(share));
      }
    });
    for (var n = plain.length - 1; n >= Math.max(4, plain.length * 0.55); n -= 1) {
      offer(place.get(plain.slice(0, n)), (sure ? 0.3 : 0.7) * (n / plain.length));
    }
    if (!sure) fuzzy(forms, offer);
    if (stem.length > 4) {
      terms.forEach(function (term, at) {
        if (term.length > stem.length + 2 && term.endsWith(stem)) offer(at, sure ? 0.3 : 0.5);
      });
    }
    return found;
  }
  /* A word that is nowhere, but whose two halves are: [half, half] as forms, or nothing. */
  function halves(forms) {
    var plain = forms[2];
    if (place.has(forms[0]) || place.has(forms[1]) || aliases.has(forms[1])) return null;
    for (var n = plain.length - 4; n >= 4; n -= 1) {
      var pair = [analyser.forms(plain.slice(0, n)), analyser.forms(plain.slice(n))];
      if (pair.every(known)) return pair;
    }
    return null;
  }
  function known(forms) {
    return forms.some(function (key) { return place.has(key) || aliases.has(key); });
  }
  /* What is asked for: words, compounds taken apart where only their halves are known. */
  function asked(query) {
    var found = [];
    analyser.tokens(query.normalize("NFC")).forEach(function (token) {
      found = found.concat(halves(token.forms) || [token.forms]);
    });
    return found;
  }
  var signs = null;
  function fuzzy(forms, offer) {
    var keys = forms.filter(function (key, at) {
      return key.length > 3 && forms.indexOf(key) === at;
    });
    if (!keys.length) return;
    var plain = forms[2];
    var longest = plain.length;
    var most = longest > 7 ? 2 : 1;
    var wanted = keys.map(near.letters);
    var whole = near.letters(plain);
    signs = signs || Int32Array.from(terms, near.letters);
    terms.forEach(function (term, at) {
      if (term.length < 3 || term.length > longest + 2) return;
      var swapped = term[0] !== plain[0];
      if (swapped && term[0] !== plain[1] && term[1] !== plain[0] && term[1] !== plain[1]) return;
      var least = (swapped ? 0.85 : 1) * Math.min(1, term.length / 5);
      keys.forEach(function (key, number) {
        if (near.bitCount(wanted[number] ^ signs[at]) > 2 * most) return;
        var gap = near.distance(term, key, most, 0);
        if (gap <= most) offer(at, least * (gap === 1 ? 0.62 : 0.4));
      });
      if (term.length < 5 || near.bitCount(signs[at] & ~whole) > most) return;
      var rest = near.distance(term, plain, most, Math.min(4, Math.floor(longest / 3)));
      if (rest <= most) offer(at, least * (rest === 1 ? 0.5 : 0.3));
    });
  }

  function rarity(count, all) {
    return Math.log(1 + (all - count + 0.5) / (count + 0.5));
  }

  /* Best score of each section for one word of the query, and its best possible score. */
  function gather(forms, isLast) {
    var scores = new Map();
    var top = 0;
    candidates(forms, isLast).forEach(function (weight, at) {
      var list = listed(at);
      var rare = rarity(list.length, sections);
      if (weight < 0.65) rare = Math.min(rare, GUESS);
      top = Math.max(top, weight * rare);
      list.forEach(function (pair) {
        var tf = pair[1];
        var norm = 1.2 * (0.55 + 0.45 * (size(pair[0]) / meanSize));
        var score = weight * rare * ((2.2 * tf) / (tf + norm));
        if (score > (scores.get(pair[0]) || 0)) scores.set(pair[0], score);
      });
    });
    return { scores: scores, top: top };
  }

  function rank(words) {
    var gathered = words.map(function (forms, at) {
      return gather(forms, at === words.length - 1);
    });
    var possible = 0;
    gathered.forEach(function (one) { possible += one.top || 4; });
    var bySection = new Map();
    var byPage = new Map();
    gathered.forEach(function (one) {
      var pageBest = new Map();
      one.scores.forEach(function (score, section) {
        var entry = bySection.get(section) || { score: 0, top: 0 };
        entry.score += score;
        entry.top += one.top;
        bySection.set(section, entry);
        var page = pageOf[section];
        var best = pageBest.get(page) || { most: 0, sum: 0 };
        best.most = Math.max(best.most, score);
        best.sum += score;
        pageBest.set(page, best);
      });
      pageBest.forEach(function (best, page) {
        var entry = byPage.get(page) || { score: 0, top: 0 };
        var norm = 0.6 + 0.4 * (pageSize[page] / meanPage);
        var spread = best.sum / norm;
        entry.score += best.most * 0.6 + (one.top * 1.5 * spread) / (spread + one.top * 4);
        entry.top += one.top;
        byPage.set(page, entry);
      });
    });
    function covered(entry) {
      return entry.score * Math.pow(entry.top / possible, 1.2);
    }
    var groups = [];
    byPage.forEach(function (entry, page) {
      groups.push({ page: page, score: covered(entry), sections: [] });
    });
    var groupOf = new Map(groups.map(function (group) { return [group.page, group]; }));
    bySection.forEach(function (entry, section) {
      groupOf.get(pageOf[section]).sections.push([section, covered(entry)]);
    });
    groups.forEach(function (group) {
      var best = Math.max.apply(null, group.sections.map(function (pair) { return pair[1]; }));
      group.sections.forEach(function (pair) { // a place on the page, rather than its top
        if (pair[0] === first[group.page]) pair[1] *= 0.75;
      });
      group.sections.sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
      group.score = isList(group.page) ? LIST * best : best + WHOLE * group.score;
    });
    return groups.sort(function (a, b) { return b.score - a.score || a.page - b.page; });
  }

  /* Few pages but an entry of a list first: what the entry is called may be what was meant. */
  function related(groups) {
    var first = groups[0];
    if (groups.length > 2 || !first || !isList(first.page)) return [];
    return asked(data.heads[first.sections[0][0]]);
  }
  /* Pages with their matching sections, best first, and the terms they were found by:
     term → which word of the query it answers. */
  function search(query, most) {
    var words = asked(query);
    var groups = rank(words);
    var more = related(groups);
    if (more.length) {
      var known = groups.map(function (group) { return group.page; });
      rank(more).forEach(function (group, at, all) {
        if (known.indexOf(group.page) >= 0) return;
        group.score *= (0.4 * groups[0].score) / all[0].score;
        groups.push(group);
      });
    }
    var found = new Map();
    words.concat(more).forEach(function (forms, number) {
      candidates(forms, number === words.length - 1).forEach(function (weight, at) {
        if (weight > 0.28) found.set(terms[at], number);
      });
    });
    return { groups: groups.slice(0, most || 20), wanted: found };
  }

  return {
    search: search,
    first: function (page) { return first[page]; },
    anchor: function (section) { return anchors[section]; },
    pageOf: function (section) { return pageOf[section]; },
  };
}
