/* The words of the edition, all of them, and those a reader may mean. Packing: handbook/search/pack.py. */
function makeLexicon(data, analyser, packing) {
  var near = makeNearness();
  var TAIL = 5; // letters of a compound’s second half; handbook/search/shards.py has them, too
  var FRONT = 3;
  var FAINT = 0.5; // beside the best, what is less sure than this is not worth a fetch
  var TYPING = 0.9; // the same for a word that is still being typed, perhaps
  var MOST = 3; // shards for one word

  var terms = packing.words(data.terms);
  var place = new Map();
  terms.forEach(function (term, at) {
    place.set(term, at);
  });
  var targets = packing.numbers(data.targets);
  var aliases = new Map();
  if (data.aliases) {
    packing.words(data.aliases).forEach(function (bare, at) {
      if (!aliases.has(bare)) aliases.set(bare, []);
      aliases.get(bare).push(targets[at]);
    });
  }
  var starts = packing.numbers(data.starts);
  function shardOf(at) {
    for (var shard = starts.length - 1; starts[shard] > at; ) shard -= 1;
    return shard;
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

  /* What a word may mean: weights, term → how sure we are (0 to 1), and the shards they stand in. */
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
    function offer(at, weight, host) {
      if (at === undefined || weight <= (found.get(at) || [0])[0]) return;
      found.set(at, [weight, host === undefined ? shardOf(at) : shardOf(host)]);
    }
    var stem = forms[0];
    var bare = forms[1];
    var plain = forms[2];
    offer(place.get(stem), 1);
    offer(place.get(bare), 0.95);
    [stem, bare].forEach(function (key) {
      (aliases.get(key) || []).forEach(function (at) { offer(at, 0.92); });
    });
    var sure = Array.from(found.keys());
    [plain, stem].forEach(function (key) {
      if (key.length < 2) return;
      for (var at = start(key); at < terms.length && terms[at].startsWith(key); at += 1) {
        var share = key.length / terms[at].length;
        offer(at, (sure.length ? 0.35 : isLast ? 0.8 : 0.7) * Math.sqrt(share));
      }
    });
    for (var n = plain.length - 1; n >= Math.max(4, plain.length * 0.55); n -= 1) {
      offer(place.get(plain.slice(0, n)), (sure.length ? 0.3 : 0.7) * (n / plain.length));
    }
    if (!sure.length) fuzzy(forms, offer);
    if (!sure.length) compounds(stem, function (at) { offer(at, 0.5); });
    sure.forEach(function (host) {
      compounds(terms[host], function (at) { offer(at, 0.3, host); });
    });
    var begun = isLast && (terms[start(plain)] || "").startsWith(plain);
    return within(found, begun ? TYPING : FAINT);
  }
  /* Words that end in another one. Those of a known word are guests in its shard. */
  function compounds(tail, offer) {
    if (tail.length < TAIL) return;
    terms.forEach(function (term, at) {
      if (term.length >= tail.length + FRONT && term.endsWith(tail)) offer(at);
    });
  }
  /* Drops what lies in shards that hold no good guess; the same whatever has been fetched. */
  function within(found, faint) {
    var best = new Map();
    found.forEach(function (one) {
      best.set(one[1], Math.max(one[0], best.get(one[1]) || 0));
    });
    var shards = Array.from(best.keys()).sort(function (a, b) { return best.get(b) - best.get(a); });
    shards = shards.slice(0, MOST).filter(function (shard) {
      return best.get(shard) >= faint * best.get(shards[0]);
    });
    var weights = new Map();
    found.forEach(function (one, at) {
      if (shards.indexOf(one[1]) >= 0) weights.set(at, one[0]);
    });
    return { weights: weights, shards: shards };
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

  return { asked: asked, candidates: candidates, starts: starts, terms: terms };
}
