/* What every Snowball stemmer is built on: a word, a cursor, and steps over them. */
function Snowball() {}
/* {result: "ending ending …"} → Map ending → result, and the length of the longest. */
Snowball.among = function (groups) {
  var endings = new Map();
  var longest = 0;
  Object.keys(groups).forEach(function (result) {
    groups[result].split(" ").forEach(function (ending) {
      endings.set(ending, Number(result));
      longest = Math.max(longest, ending.length);
    });
  });
  return { endings: endings, longest: longest };
};
Snowball.prototype = {
  run: function (word, stem) {
    this.w = word;
    this.c = this.b = this.bra = 0;
    this.l = this.ket = word.length;
    stem();
    return this.w;
  },
  in_grouping: function (set) {
    if (this.c >= this.l || set.indexOf(this.w[this.c]) < 0) return false;
    this.c += 1;
    return true;
  },
  out_grouping: function (set) {
    if (this.c >= this.l || set.indexOf(this.w[this.c]) >= 0) return false;
    this.c += 1;
    return true;
  },
  in_grouping_b: function (set) {
    if (this.c <= this.b || set.indexOf(this.w[this.c - 1]) < 0) return false;
    this.c -= 1;
    return true;
  },
  out_grouping_b: function (set) {
    if (this.c <= this.b || set.indexOf(this.w[this.c - 1]) >= 0) return false;
    this.c -= 1;
    return true;
  },
  go_in_grouping: function (set) {
    while (this.c < this.l && set.indexOf(this.w[this.c]) >= 0) this.c += 1;
    return this.c < this.l;
  },
  go_out_grouping: function (set) {
    while (this.c < this.l && set.indexOf(this.w[this.c]) < 0) this.c += 1;
    return this.c < this.l;
  },
  go_in_grouping_b: function (set) {
    while (this.c > this.b && set.indexOf(this.w[this.c - 1]) >= 0) this.c -= 1;
    return this.c > this.b;
  },
  go_out_grouping_b: function (set) {
    while (this.c > this.b && set.indexOf(this.w[this.c - 1]) < 0) this.c -= 1;
    return this.c > this.b;
  },
  eq_s: function (text) {
    if (this.w.slice(this.c, Math.min(this.c + text.length, this.l)) !== text) return false;
    this.c += text.length;
    return true;
  },
  eq_s_b: function (text) {
    if (this.w.slice(Math.max(this.c - text.length, this.b), this.c) !== text) return false;
    this.c -= text.length;
    return true;
  },
  find_among: function (among) {
    for (var n = Math.min(among.longest, this.l - this.c); n >= 0; n -= 1) {
      var result = among.endings.get(this.w.slice(this.c, this.c + n));
      if (result !== undefined) {
        this.c += n;
        return result;
      }
    }
    return 0;
  },
  find_among_b: function (among) {
    for (var n = Math.min(among.longest, this.c - this.b); n >= 0; n -= 1) {
      var result = among.endings.get(this.w.slice(this.c - n, this.c));
      if (result !== undefined) {
        this.c -= n;
        return result;
      }
    }
    return 0;
  },
  slice_from: function (text) {
    var grown = text.length - (this.ket - this.bra);
    this.w = this.w.slice(0, this.bra) + text + this.w.slice(this.ket);
    this.l += grown;
    if (this.c >= this.ket) this.c += grown;
    else if (this.c > this.bra) this.c = this.bra;
    this.ket = this.bra + text.length;
  },
  slice_del: function () {
    this.slice_from("");
  },
};
