/* Where each term stands: postings, a shard at a time. Packing: handbook/search/pack.py. */
function makePostings(starts, packing, inFront, inHeads) {
  var IN_TEXT = [1, 1.6, 2.2];
  var IN_HEAD = [3, 5];
  var packed = [];
  var unpacked = new Map();
  var state = starts.map(function () { return 0; }); // 1: here, -1: could not be had

  function unpack(posting) {
    var weights = new Map();
    posting.split("!").forEach(function (half, isHead) {
      var section = -1;
      packing.numbers(half).forEach(function (number) {
        section += Math.floor(number / 3) + 1;
        var weight = (isHead ? IN_HEAD : IN_TEXT)[number % 3];
        if (isHead) weight *= inFront(section, number % 3);
        weights.set(section, (weights.get(section) || 0) + weight);
      });
    });
    return Array.from(weights);
  }
  return {
    /* Take in a shard as it was fetched; nothing when it could not be. */
    give: function (shard, content) {
      state[shard] = content ? 1 : -1;
      if (!content) return;
      var guests = packing.numbers(content[1]);
      content[0].split(" ").forEach(function (posting, at) {
        packed[starts[shard] + at] = posting;
      });
      content[2].split(" ").forEach(function (posting, at) {
        if (at < guests.length) packed[guests[at]] = posting;
      });
      unpacked.clear();
    },
    isMissing: function (shard) { return state[shard] === 0; },
    isLost: function (shard) { return state[shard] < 0; },
    /* Ask again for what could not be had. */
    retry: function () {
      state = state.map(function (one) { return Math.max(one, 0); });
    },
    /* [[section, weight] …] of a term: text counts 1 to 2, keywords and headings more. */
    list: function (at) {
      var list = unpacked.get(at);
      if (!list) {
        list = packed[at] === undefined ? inHeads(at) : unpack(packed[at]);
        unpacked.set(at, list);
      }
      return list;
    },
  };
}
