/* The pages that answer a query, best first; or the shards of postings that it needs for that. */
function makeEngine(data, analyser) {
  var packing = makePacking();
  var TITLE = 1.4; // a word in the page’s title, beside one in a section’s heading
  var SUMMARY = 0.5; // one in the page’s description, beside one that names a section
  var GUESS = 3; // a word we only guess at counts no more than a common one, however rare
  var WHOLE = 0.5; // weight of a whole page beside its best section
  var LIST = 1.3; // the same for a list of entries, by its best entry alone

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
    return data.pages[page][2] === 1;
  }
  function size(section) {
    return Math.pow(2, packing.value[data.sizes[section]]) * 0.75;
  }
  function mean(list) {
    return list.reduce(function (sum, one) { return sum + one; }, 0) / Math.max(1, list.length);
  }

  var lexicon = makeLexicon(data, analyser, packing);
  var postings = makePostings(lexicon.starts, packing, inFront, inHeads);
  function inFront(section, kind) {
    return first[pageOf[section]] !== section ? 1 : kind ? TITLE : SUMMARY;
  }
  /* Where a term stands in headings: what is left to go by when its postings cannot be had. */
  var headed = null;
  function inHeads(at) {
    if (!headed) {
      headed = new Map();
      data.heads.forEach(function (head, section) {
        analyser.tokens(head).forEach(function (token) {
          var list = headed.get(token.forms[0]) || [];
          headed.set(token.forms[0], list.concat([[section, 5 * inFront(section, 1)]]));
        });
      });
    }
    return headed.get(lexicon.terms[at]) || [];
  }

  function rarity(count, all) {
    return Math.log(1 + (all - count + 0.5) / (count + 0.5));
  }

  /* Best score of each section for one word of the query, and its best possible score. */
  function gather(forms, isLast) {
    var scores = new Map();
    var top = 0;
    lexicon.candidates(forms, isLast).weights.forEach(function (weight, at) {
      var list = postings.list(at);
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
      // on a long page words meet by chance
      var chance = 0.5 + 0.5 * Math.sqrt(pageSize[group.page] / meanPage);
      group.score = isList(group.page) ? LIST * best : best + (WHOLE * group.score) / chance;
    });
    return groups.sort(function (a, b) { return b.score - a.score || a.page - b.page; });
  }

  /* Shards in which these words stand. */
  function shardsOf(words) {
    var found = new Set();
    words.forEach(function (forms, at) {
      lexicon.candidates(forms, at === words.length - 1).shards.forEach(found.add, found);
    });
    return Array.from(found);
  }
  /* Few pages but an entry of a list first: what the entry is called may be what was meant. Its
     longest words say most; as many are taken as stand in one shard more than the query’s own. */
  function related(groups, words) {
    var first = groups[0];
    if (groups.length > 2 || !first || !isList(first.page)) return [];
    var taken = [];
    var own = new Set(shardsOf(words));
    var named = lexicon.asked(data.heads[first.sections[0][0]]);
    named.sort(function (a, b) { return b[2].length - a[2].length; }).forEach(function (forms) {
      var both = shardsOf(taken.concat([forms])).filter(function (shard) { return !own.has(shard); });
      if (both.length < 2) taken.push(forms);
    });
    return taken;
  }
  /* Pages with their matching sections, best first, and the terms they were found by:
     term → which word of the query it answers. Or only which shards are missing.
     Partial: a shard could not be had, and its words are found in headings alone. */
  function search(query, most) {
    var words = lexicon.asked(query);
    var gone = shardsOf(words).filter(postings.isMissing);
    if (gone.length) return { missing: gone };
    var groups = rank(words);
    var more = related(groups, words);
    gone = shardsOf(more).filter(postings.isMissing);
    if (gone.length) return { missing: gone };
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
      lexicon.candidates(forms, number === words.length - 1).weights.forEach(function (weight, at) {
        if (weight > 0.28) found.set(lexicon.terms[at], number);
      });
    });
    return {
      missing: [],
      isPartial: shardsOf(words).some(postings.isLost),
      groups: groups.slice(0, most || 20),
      wanted: found,
    };
  }

  return {
    search: search,
    shards: lexicon.starts.length,
    give: postings.give,
    retry: postings.retry,
    isMissing: postings.isMissing,
    first: function (page) { return first[page]; },
    anchor: function (section) { return anchors[section]; },
    pageOf: function (section) { return pageOf[section]; },
  };
}
