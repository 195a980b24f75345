"""The workflow that labels pull requests: its rights, and its script run in Chromium."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.test_workflows import PINNED, ROOT, WORKFLOWS, steps, workflow

PLAY = """
async ({ script, files, present, changed }) => {
  const calls = [];
  const call = (name) => async (options) => { calls.push([name, options.name ?? options.labels]); };
  const github = {
    rest: {
      pulls: { listFiles: 0 },
      issues: { addLabels: call("add"), removeLabel: call("remove") },
    },
    paginate: async () => files,
  };
  const labels = present.map((name) => ({ name }));
  const pull = { number: 12, changed_files: changed ?? files.length, labels };
  const context = { repo: { owner: "home", repo: "book" }, payload: { pull_request: pull } };
  const Async = (async () => {}).constructor;
  await new Async("github", "context", "core", "require", "process", script)(
    github, context, {}, null, {});
  return calls;
}
"""


class TestRights:
    def test_it_may_only_label(self) -> None:
        label = workflow("label.yml")
        assert list(label["on"]) == ["pull_request_target"]
        assert label["permissions"] == {}
        (job,) = label["jobs"].values()
        assert job["permissions"] == {"pull-requests": "write"}
        assert job["timeout-minutes"] <= 5

    def test_it_fetches_and_runs_nothing_of_the_pull_request(self) -> None:
        (step,) = steps("label.yml")
        assert step["uses"].startswith("actions/github-script@")
        assert PINNED.fullmatch(step["uses"])
        text = (WORKFLOWS / "label.yml").read_text("utf-8")
        for word in ("checkout@", "download", "require(", "eval(", "secrets.", "exec"):
            assert word not in text.partition("jobs:")[2], word
        assert "${{" not in step["with"]["script"]

    def test_audit_is_pinned_and_may_only_read(self) -> None:
        audit = workflow("audit.yml")
        assert audit["permissions"] == {}
        assert [job["permissions"] for job in audit["jobs"].values()] == [{"contents": "read"}]
        assert all(PINNED.fullmatch(s["uses"]) for s in steps("audit.yml") if "uses" in s)
        locks = (ROOT / "requirements-audit.txt").read_text("utf-8")
        assert "pip-audit==" in locks
        assert "--hash=sha256:" in locks

    def test_the_bot_keeps_what_is_pinned(self) -> None:
        bot = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))
        assert {each["package-ecosystem"] for each in bot["updates"]} == {"pip", "github-actions"}


@pytest.fixture(scope="module")
def play(browser: Any) -> Any:
    page = browser.new_page()
    script = steps("label.yml")[0]["with"]["script"]

    def run(*names: str, present: tuple[str, ...] = (), **more: Any) -> list[Any]:
        files = [{"filename": name} for name in names]
        given = {"script": script, "files": files, "present": list(present)} | more
        return list(page.evaluate(PLAY, given))

    yield run
    page.close()


@pytest.mark.browser
class TestScript:
    @pytest.mark.parametrize(
        ("name", "labels"),
        [
            ("docs/hu/run/closure.md", []),
            ("docs/glossary.yml", []),
            ("README.md", []),
            ("docs/helplines.yml", ["touches: numbers to call"]),
            ("mkdocs.yml", ["touches: configuration"]),
            ("requirements.txt", ["touches: configuration"]),
            (".github/workflows/check.yml", ["touches: workflows"]),
            (".ci/run", ["touches: workflows"]),
            ("handbook/site/overrides/main.html", ["touches: code"]),
            ("docs/assets/handbook.js", ["touches: code"]),
            ("docs/hooks.py", ["touches: code"]),
            ("hosting/nginx.conf", ["touches: code"]),
            ("sitecustomize.py", ["touches: code"]),
            ("Makefile", ["touches: code"]),
        ],
    )
    def test_what_a_file_is_labelled(self, play: Any, name: str, labels: list[str]) -> None:
        assert play(name) == ([["add", labels]] if labels else [])

    def test_a_file_moved_away_counts(self, play: Any) -> None:
        files = [{"filename": "docs/en/a.md", "previous_filename": "handbook/book.py"}]
        assert play(files=files) == [["add", ["touches: code"]]]

    def test_labels_that_no_longer_hold_are_taken_off(self, play: Any) -> None:
        done = play("mkdocs.yml", present=("touches: code", "help wanted"))
        assert done == [["remove", "touches: code"], ["add", ["touches: configuration"]]]

    def test_more_files_than_can_be_listed_get_every_label(self, play: Any) -> None:
        ((name, labels),) = play("docs/en/a.md", changed=5000)
        assert (name, len(labels)) == ("add", 4)
