/* The timetable of the course, made in the browser: the same steps as handbook/timetable.py, in
   functions of the same names; docs/course.yml has the rule, a test compares what both give. */
(function () {
  "use strict";

  var DAY = 86400000;
  var MIDNIGHT = 24 * 60;

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, key) {
      return key in values ? values[key] : whole;
    });
  }

  function sum(numbers) {
    return numbers.reduce(function (total, each) { return total + each; }, 0);
  }

  function pad(number) {
    return (number < 10 ? "0" : "") + number;
  }

  function timeOf(minutes) {
    return pad(Math.floor(minutes / 60)) + ":" + pad(minutes % 60);
  }

  function minutesOf(time) {
    var parts = time.split(":");
    return Number(parts[0]) * 60 + Number(parts[1]);
  }

  function plusDays(day, days) {
    return new Date(Date.parse(day + "T00:00:00Z") + days * DAY).toISOString().slice(0, 10);
  }

  function weekday(day) {
    return new Date(day + "T00:00:00Z").getUTCDay() || 7;
  }

  function firstDay(format, after) {
    var day = plusDays(after, 1);
    while (format.weekday && weekday(day) !== format.weekday) day = plusDays(day, 1);
    return day;
  }

  /* What follows each session of a sitting: "", "break" or "meal". */
  function pauses(lengths, begin, rules) {
    var after = [];
    var clock = begin, since = 0, held = 0;
    var total = sum(lengths);
    var hungry = total > rules.meal_day;
    for (var i = 0; i < lengths.length - 1; i += 1) {
      clock += lengths[i];
      since += lengths[i];
      held += lengths[i];
      if (hungry && clock >= rules.meal_from && held >= rules.meal_after) {
        after.push("meal");
        hungry = false;
        clock += rules.meal;
        since = 0;
      } else if (since >= rules.break_after || since + lengths[i + 1] > rules.break_before) {
        after.push("break");
        clock += rules.break;
        since = 0;
      } else after.push("");
    }
    if (after.length && total > rules.break_after && !after.some(Boolean)) {
      after[middle(lengths)] = "break";
    }
    return after.concat("");
  }

  function middle(lengths) {
    var total = sum(lengths);
    var best = 0, nearest = Infinity, end = 0;
    for (var i = 0; i < lengths.length - 1; i += 1) {
      end += lengths[i];
      if (Math.abs(2 * end - total) < nearest) {
        nearest = Math.abs(2 * end - total);
        best = i;
      }
    }
    return best;
  }

  function rowsOf(block, day, begin, data) {
    var rows = [];
    var clock = begin;
    function add(minutes, kind, title, optional) {
      rows.push({
        day: day, start: timeOf(clock), end: timeOf(clock + minutes), kind: kind, title: title,
        optional: optional, note: optional ? data.words.drop : "",
      });
      clock += minutes;
    }
    var lengths = block.sessions.map(function (number) { return data.sessions[number].minutes; });
    var kinds = pauses(lengths, begin, data.rules);
    block.sessions.forEach(function (number, i) {
      var session = data.sessions[number];
      add(session.minutes, "session", number + " " + session.title, session.optional);
      if (kinds[i]) add(data.rules[kinds[i]], kinds[i], data.words[kinds[i]], false);
    });
    return { label: block.label, net: sum(lengths), clock: clock - begin, rows: rows };
  }

  function sittingOf(format, index, choice, data) {
    var block = format.blocks[index];
    var day = (choice.days || {})[index] || plusDays(choice.first, format.days[index]);
    var begin = (choice.starts || {})[index];
    if (begin === undefined) begin = choice.start === null ? format.starts[index] : choice.start;
    var sitting = rowsOf(block, day, begin, data);
    if (begin + sitting.clock > MIDNIGHT) {
      var values = { label: block.label, latest: timeOf(MIDNIGHT - sitting.clock) };
      throw new RangeError(fill(data.words.too_late, values));
    }
    return sitting;
  }

  function who(first, last) {
    return first === last ? String(first) : first + "–" + last;
  }

  function withTalks(sitting, people, data) {
    var rules = data.rules, talks = rules.talks, rows = sitting.rows;
    var place = rows.findIndex(function (row) { return row.title.indexOf(rules.talk + " ") === 0; });
    if (place < 0) return;
    var served = Math.min(people, talks.in_session);
    var note = fill(data.words.talks, { minutes: talks.minutes, who: who(1, served) });
    var before = rows[place - 1];
    if (served < people && before && before.kind === "break") {
      var rounds = Math.floor((rules.break - talks.rest) / talks.minutes);
      var first = served + 1;
      served = Math.min(people, served + rounds * talks.trainers);
      before.note = fill(data.words.talks_break, { who: who(first, served) });
    }
    if (served < people) {
      note += " " + fill(data.words.talks_after, { who: who(served + 1, people) });
    }
    rows[place].note = note;
  }

  /* choice: format, first (ISO), start (minutes or null), people, days, starts. */
  function timetable(data, choice) {
    var format = data.formats.find(function (each) { return each.id === choice.format; });
    if (format.weekday && weekday(choice.first) !== format.weekday) {
      var after = firstDay(format, choice.first);
      var nearest = { before: longDay(plusDays(after, -7)), after: longDay(after) };
      throw new RangeError(fill(data.words.wrong_day, nearest));
    }
    if (!(choice.people >= data.rules.people.min && choice.people <= data.rules.people.max)) {
      throw new RangeError(fill(data.words.wrong_size, { most: data.rules.people.max }));
    }
    return format.blocks.map(function (block, index) {
      var sitting = sittingOf(format, index, choice, data);
      withTalks(sitting, choice.people, data);
      return sitting;
    });
  }

  function duration(minutes, words) {
    var values = { h: Math.floor(minutes / 60), m: minutes % 60 };
    return fill(values.m ? words.hours_minutes : words.hours, values);
  }

  function summary(sitting, words) {
    return fill(words.sum, { net: sitting.net, clock: duration(sitting.clock, words) });
  }

  window.handbookTimetable = { timetable: timetable, summary: summary };

  /* From here on: the form on the page. Without this script the tables above it stay. */
  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    [].concat(children || []).forEach(function (child) { made.append(child); });
    return made;
  }

  function longDay(day) {
    var shape = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    var tag = document.documentElement.lang.replace(/^en$/, "en-GB");
    return new Date(day + "T00:00:00Z").toLocaleDateString(tag, shape);
  }

  function table(sitting, words) {
    var head = ["time", "what"].map(function (key) {
      return element("th", { scope: "col" }, words[key]);
    });
    var lines = sitting.rows.map(function (row) {
      return element("tr", { class: "timetable__" + row.kind }, [
        element("td", {}, row.start + "–" + row.end),
        element("td", {}, [
          element("span", {}, row.title),
          element("span", { class: "timetable__note" }, row.note),
        ]),
      ]);
    });
    var caption = element("caption", {}, [
      element("strong", {}, sitting.label),
      " · ",
      element("time", { datetime: sitting.rows[0].day }, longDay(sitting.rows[0].day)),
      element("br"),
      summary(sitting, words),
    ]);
    return element("table", { class: "timetable__table" }, [
      caption,
      element("thead", {}, element("tr", {}, head)),
      element("tbody", {}, lines),
    ]);
  }

  function start(box) {
    var data = JSON.parse(box.dataset.timetable);
    var words = data.words;
    function field(label, input) {
      return element("label", {}, [element("span", {}, label), input]);
    }
    var format = element("select", {}, data.formats.map(function (each) {
      return element("option", { value: each.id }, each.name);
    }));
    var first = element("input", { type: "date" });
    var time = element("input", { type: "time" });
    var people = element("input", {
      type: "number", min: data.rules.people.min, max: data.rules.people.max,
    });
    people.value = data.rules.people.usual;
    var single = element("div", { class: "timetable__fields" });
    var result = element("div", { class: "timetable__result" });
    var problem = element("p", { class: "timetable__problem", role: "alert" });
    var print = element("button", { type: "button", class: "md-button" }, words.print);

    function chosen() {
      return data.formats.find(function (each) { return each.id === format.value; });
    }
    function choice() {
      var made = {
        format: format.value, first: first.value, people: Number(people.value),
        start: time.value ? minutesOf(time.value) : null, days: {}, starts: {},
      };
      single.querySelectorAll("input").forEach(function (input) {
        if (!input.value) return;
        var isDay = input.type === "date";
        made[isDay ? "days" : "starts"][input.dataset.block] = isDay ? input.value : minutesOf(input.value);
      });
      return made;
    }
    function show() {
      if (!first.value) return;
      result.textContent = problem.textContent = "";
      try {
        timetable(data, choice()).forEach(function (sitting) {
          result.append(table(sitting, words));
        });
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        problem.textContent = error.message;
      }
      print.hidden = !result.firstChild;
    }
    function reset() {
      first.value = firstDay(chosen(), new Date().toISOString().slice(0, 10));
      single.textContent = "";
      chosen().blocks.forEach(function (block, index) {
        ["date", "time"].forEach(function (type) {
          var input = element("input", { type: type, "data-block": index });
          var label = fill(type === "date" ? words.day_of : words.time_of, { label: block.label });
          single.append(field(label, input));
        });
      });
      show();
    }

    var fields = element("div", { class: "timetable__fields" }, [
      field(words.format, format), field(words.first, first),
      field(words.start, time), field(words.people, people),
    ]);
    var more = element("details", {}, [element("summary", {}, words.single), single]);
    box.append(
      element("p", { class: "timetable__heading" }, element("strong", {}, words.heading)),
      fields, more, problem, result, element("p", {}, words.rule), print
    );
    format.addEventListener("change", reset);
    box.addEventListener("input", function (event) {
      if (event.target !== format) show();
    });
    print.addEventListener("click", function () {
      document.documentElement.classList.add("print-timetable");
      window.print();
    });
    window.addEventListener("afterprint", function () {
      document.documentElement.classList.remove("print-timetable");
    });
    reset();
    box.hidden = false;
  }

  document.querySelectorAll("[data-timetable]").forEach(start);
})();
